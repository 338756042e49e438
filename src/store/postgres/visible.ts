/** Visibility as part of every query: the same answers as `maySee` and `mayRead` of the kernel, proven against them by the contract tests. */
import { type RawBuilder, sql } from "kysely";
import type { Viewer } from "../../core/kernel/viewer.ts";

/** Whether the stream in table `stream` exists for the viewer. */
export function visible(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.all) return sql<boolean>`true`;
  if (viewer.person === null) return sql<boolean>`false`;
  return sql<boolean>`(not stream.confidential or ${viewer.person} = any (stream.participants))`;
}

/** Whether the event in table `event` is for the viewer; its stream must be visible besides. */
export function readable(viewer: Viewer): RawBuilder<boolean> {
  if (viewer.all) return sql<boolean>`true`;
  if (viewer.person === null) return sql<boolean>`event.seen_by = 'all'`;
  const { person } = viewer;
  return sql<boolean>`(event.seen_by = 'all' or stream.commander is not distinct from ${person} or case event.seen_by
    when 'participants' then ${person} = any (stream.participants)
    when 'pr' then stream.public_relations is not distinct from ${person}
    when 'asker' then event.actor = ${`person:${person}`}
    else event.seen_by = ${`person:${person}`} end)`;
}
