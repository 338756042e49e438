/** What this machine can do at all: rows on disk, and answers of a server that does nothing. */
import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Pool } from "pg";
import { connections, type Flooded, flood, webhookBody } from "./flood.ts";

/** Rows a second, each of about the size of a stored signal: `connections` rows in each commit, one commit after another, fsync on. */
export async function insertFloor(pool: Pool, seconds: number): Promise<number> {
  await pool.query("create table bench_floor (n bigint generated always as identity primary key, body json not null)");
  const bodies = Array.from({ length: connections }, (_, n) => JSON.stringify(webhookBody(n)));
  const client = await pool.connect();
  const began = performance.now();
  let rows = 0;
  while (performance.now() - began < seconds * 1_000) {
    await client.query("insert into bench_floor (body) select unnest($1::text[])::json", [bodies]);
    rows += bodies.length;
  }
  const perSecond = rows / ((performance.now() - began) / 1_000);
  client.release();
  await pool.query("drop table bench_floor");
  return perSecond;
}

const bare = `require("node:http").createServer((request, response) => {
  request.resume().on("end", () => response.writeHead(202).end("{}"));
}).listen(0, "127.0.0.1", function () { console.log(this.address().port); });`;

/** A bare node:http server in a process of its own that reads the body and says 202. */
export async function bareHttpFloor(seconds: number): Promise<Flooded> {
  const child = spawn(process.execPath, ["-e", bare], { stdio: ["ignore", "pipe", "inherit"] });
  try {
    const port = await new Promise<string>((resolve) => createInterface({ input: child.stdout }).once("line", resolve));
    return await flood({ url: `http://127.0.0.1:${port}/`, body: webhookBody }, seconds);
  } finally {
    child.kill("SIGKILL");
  }
}
