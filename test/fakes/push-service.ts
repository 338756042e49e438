/** A push service on loopback with a browser behind it: checks VAPID (RFC 8292) and decrypts (RFC 8291, RFC 8188) with node:crypto alone. */
import { createDecipheriv, createECDH, createHmac, createPublicKey, randomBytes, verify } from "node:crypto";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** One message as the browser got it. */
export type Pushed = {
  readonly payload: Record<string, unknown>;
  readonly ttl: number;
  readonly urgency: string;
  readonly topic: string;
  readonly bytes: number;
};

function hkdf(salt: Buffer, key: Buffer, info: Buffer, length: number): Buffer {
  const secret = createHmac("sha256", salt).update(key).digest();
  return createHmac("sha256", secret)
    .update(Buffer.concat([info, Buffer.from([1])]))
    .digest()
    .subarray(0, length);
}

/** A browser's subscription: its own key pair and secret. */
function browser() {
  const pair = createECDH("prime256v1");
  const publicKey = pair.generateKeys();
  const auth = randomBytes(16);
  const decrypt = (body: Buffer): string => {
    const [salt, size, idLength] = [body.subarray(0, 16), body.readUInt32BE(16), body[20]!];
    const sender = body.subarray(21, 21 + idLength);
    const record = body.subarray(21 + idLength);
    if (record.length > size) throw new Error("more than one record");
    const ikm = hkdf(auth, pair.computeSecret(sender), Buffer.concat([Buffer.from("WebPush: info\0"), publicKey, sender]), 32);
    const key = hkdf(salt, ikm, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
    const nonce = hkdf(salt, ikm, Buffer.from("Content-Encoding: nonce\0"), 12);
    const decipher = createDecipheriv("aes-128-gcm", key, nonce).setAuthTag(record.subarray(-16));
    const plain = Buffer.concat([decipher.update(record.subarray(0, -16)), decipher.final()]);
    const end = plain.lastIndexOf(2);
    if (end < 0) throw new Error("no delimiter of the last record");
    return plain.subarray(0, end).toString("utf8");
  };
  return { keys: { p256dh: publicKey.toString("base64url"), auth: auth.toString("base64url") }, decrypt };
}

/** Whether the request is signed by the server whose key this is, for this service, for at most a day. */
function vapidProblem(authorization: string, serverKey: string, publicOrigin: string): string | null {
  const [, token = "", key = ""] = /^vapid t=([^,\s]+), ?k=(\S+)$/.exec(authorization) ?? [];
  const [head = "", claims = "", signature = ""] = token.split(".");
  if (key !== serverKey) return "another server's key";
  const point = Buffer.from(key, "base64url");
  const jwk = { kty: "EC", crv: "P-256", x: point.subarray(1, 33).toString("base64url"), y: point.subarray(33).toString("base64url") };
  const publicKey = createPublicKey({ key: jwk, format: "jwk" });
  if (!verify("sha256", Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: "ieee-p1363" }, Buffer.from(signature, "base64url")))
    return "the signature";
  const { aud, exp, sub } = JSON.parse(Buffer.from(claims, "base64url").toString("utf8")) as { aud: string; exp: number; sub: string };
  if (aud !== publicOrigin) return `the audience ${aud}`;
  if (exp * 1_000 < Date.now() || exp * 1_000 > Date.now() + 86_400_000) return "the expiry";
  return /^(mailto:|https:)/.test(sub) ? null : "the subject";
}

/** Starts it for the server with this public key. `named`: the address it has in the open, which signatures must name; absent: where it really listens. */
export async function fakePushService(serverKey: string, named?: string) {
  const received: Pushed[] = [];
  const problems: string[] = [];
  const state = { status: 201, retryAfter: "9", hang: false };
  const user = browser();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      if (state.hang) return;
      const header = (name: string) => String(request.headers[name] ?? "");
      const body = Buffer.concat(chunks);
      const problem = header("content-encoding") === "aes128gcm" ? vapidProblem(header("authorization"), serverKey, publicOrigin) : "the encoding";
      if (problem !== null) {
        problems.push(problem);
        return response.writeHead(403).end();
      }
      if (state.status !== 201) return response.writeHead(state.status, { "retry-after": state.retryAfter }).end();
      const payload = JSON.parse(user.decrypt(body)) as Record<string, unknown>;
      received.push({ payload, ttl: Number(header("ttl")), urgency: header("urgency"), topic: header("topic"), bytes: body.length });
      response.writeHead(201, { location: `${publicOrigin}/m/1` }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const local = `http://127.0.0.1:${port}`;
  const publicOrigin = named ?? local;
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  const subscription = { endpoint: `${publicOrigin}/send/abc`, expirationTime: null, keys: user.keys };
  return { local, publicOrigin, subscription, received, problems, state, close };
}
