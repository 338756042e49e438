/** The three ways to look at a process: to read it, its versions, and what it leaves open. */
import { Link } from "@tanstack/react-router";
import { t } from "../../text/en.ts";

const words = t.process.parts;
const look = "control inline-flex items-center border-b-2 px-3 text-sm transition-colors duration-100";

/** The row of links above the page. */
export function Places({ process: key, at }: { readonly process: string; readonly at: "read" | "versions" | "open" }) {
  const shown = (here: boolean) => `${look} ${here ? "border-accent font-medium text-ink" : "border-transparent text-soft hover:text-ink"}`;
  return (
    <nav aria-label={t.process.title} className="mb-5 flex gap-1 border-b border-line print:hidden">
      <Link to="/process/$key" params={{ key }} search={{}} className={shown(at === "read")} aria-current={at === "read" ? "page" : undefined}>
        {words.read}
      </Link>
      <Link to="/process/$key/versions" params={{ key }} className={shown(at === "versions")} aria-current={at === "versions" ? "page" : undefined}>
        {words.versions}
      </Link>
      <Link to="/process/$key/open" params={{ key }} className={shown(at === "open")} aria-current={at === "open" ? "page" : undefined}>
        {words.open}
      </Link>
    </nav>
  );
}
