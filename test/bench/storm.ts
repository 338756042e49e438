/** Losses and duplicates under kill -9: a storm of alerts over three nodes that are killed all the while. R1 and R5 in full: `--full`. */

import { counted, generousSource, openFleet, repeated, streamTo, unsent } from "../acceptance/fleet.ts";
import type { ClusterNode } from "../cluster.ts";
import { until } from "../until.ts";
import type { Line } from "./table.ts";

/** How many alerts under how many keys, and how many kills. */
export type StormSize = { readonly alerts: number; readonly keys: number; readonly kills: number };

async function restarted(node: ClusterNode): Promise<void> {
  await node.kill();
  for (let left = 3; ; left -= 1) {
    try {
      await node.start();
      return;
    } catch (failed) {
      if (left === 1) throw failed;
    }
  }
}

/** Kills one of the three nodes after another, evenly over the storm. */
export async function storm({ alerts, keys, kills }: StormSize): Promise<readonly Line[]> {
  const fleet = await openFleet();
  try {
    const { cluster, receiver } = fleet;
    const sources = [await generousSource(fleet), await generousSource(fleet)];
    const streams = [cluster.http, cluster.both].map((node, index) =>
      streamTo(node.url, sources[index]!, { groups: keys / 2, senders: 6, name: node === cluster.http ? "Http" : "Both" }),
    );
    for (let kill = 0; kill < kills; kill += 1) {
      await Promise.all(streams.map((stream) => stream.passes(Math.ceil(alerts / 2 / (kills + 1)))));
      await restarted(cluster.all[kill % cluster.all.length]!);
    }
    await Promise.all(streams.map((stream) => stream.passes(Math.ceil(alerts / 2 / (kills + 1)))));
    const accepted = (await Promise.all(streams.map((stream) => stream.end()))).flat();
    await until("everything is counted", async () => (await counted(cluster, sources)).waiting === 0, 600_000, 500);
    await until("every group is an incident's", async () => (await counted(cluster, sources)).nowhere === 0, 600_000, 500);
    await until("everybody was told", async () => (await unsent(cluster)) === 0, 900_000, 500);
    const found = await counted(cluster, sources);
    const extra = [...repeated(receiver.arrivals).values()].reduce((sum, count) => sum + count - 1, 0);
    return [
      { what: `storm with ${kills} kill -9: alerts accepted`, value: accepted.length, unit: "" },
      { what: "  lost", value: Math.max(0, accepted.length - found.counted), unit: "", aim: "0" },
      { what: "  counted twice", value: Math.max(0, found.counted - accepted.length), unit: "", aim: "0" },
      { what: "  keys open in two incidents", value: found.twice, unit: "", aim: "0" },
      { what: "  messages out", value: new Set(receiver.arrivals.map(({ id }) => id)).size, unit: "" },
      { what: "  of them again", value: extra, unit: "", of: { what: "kills", value: kills }, aim: "≤ 1 in 10 kills" },
    ];
  } finally {
    await fleet.remove();
  }
}
