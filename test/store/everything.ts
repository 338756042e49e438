/** A schema with something of everything that PostgreSQL offers, and rows to fill it: what a backup must bring back. */
import type { Pool } from "pg";

const SCHEMA = `
create type mood as enum ('calm', 'busy');
create table b_child (id bigint generated always as identity primary key, parent uuid not null references z_parent (id), word text not null);
create table team (id integer primary key, lead integer);
create table member (id integer primary key, team integer not null references team (id), mentor integer references member (id));
alter table team add constraint team_lead foreign key (lead) references member (id);
create table every_kind (
  id text primary key, flag boolean, small smallint, whole integer, big bigint, exact numeric, ratio double precision, single real, bytes bytea,
  at timestamptz, local timestamp, day date, clock time, span interval, doc jsonb, raw json, tags text[], mood mood, net inet,
  halved integer generated always as (whole / 2) stored
);
create table no_key (word text, n integer);
create table event (stream text, seq bigint, body text, primary key (stream, seq)) partition by hash (stream);
create table event_0 partition of event for values with (modulus 2, remainder 0);
create table event_1 partition of event for values with (modulus 2, remainder 1);
create table setting (name text primary key, value text not null);
insert into setting values ('paging', 'running');
create table lease (id integer primary key, holder text);
create sequence ticket;
create function refuse() returns trigger language plpgsql as $$ begin raise exception 'append only'; end $$;
create trigger append_only before update or delete on event for each row execute function refuse();
create trigger no_truncate before truncate on event for each statement execute function refuse();
create trigger watch before insert on b_child for each row execute function refuse();
alter table b_child disable trigger watch;
alter table event enable always trigger no_truncate;
`;
/** The migrations of the schema, by file name. */
export const FILES: Record<string, string> = {
  "0001-parent.sql": "create table z_parent (id uuid primary key, name text not null);",
  "0002-everything.sql": SCHEMA,
};

/** Rows of every kind and key; the database has the schema. */
export async function fill(pool: Pool): Promise<void> {
  await pool.query("insert into z_parent select gen_random_uuid(), 'Demo ' || n from generate_series(1, 50) n");
  await pool.query("insert into b_child (parent, word) select id, name || n from z_parent, generate_series(1, 60) n");
  await pool.query("insert into team values (1, null), (2, null)");
  // Member 1 refers to member 2, which comes later, and the teams to their members: no order of rows satisfies all keys.
  await pool.query("insert into member values (2, 1, null), (1, 2, 2); update team set lead = id");
  await pool.query("insert into event select 'stream ' || (n % 7), n, repeat('x', n % 50) from generate_series(1, 3000) n");
  await pool.query("insert into no_key values ('b', 1), ('a', 2), (null, 3), ('a', 2); insert into lease values (1, 'a node')");
  await pool.query("update setting set value = 'held' where name = 'paging'; select nextval('ticket') from generate_series(1, 41)");
  await pool.query(EVERY_KIND);
}

const EVERY_KIND = `insert into every_kind (id, flag, small, whole, big, exact, ratio, single, bytes, at, local, day, clock, span, doc, raw, tags, mood, net) values
  ('nulls', null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null),
  ('Zeta', true, -32768, -2147483648, -9223372036854775808, 1.10, 'NaN', '-Infinity', '\\x00ff0a', '2026-03-01 12:00:00.123456+05', '2026-03-01 00:00', 'infinity',
    '24:00', '1 year -3 days 00:00:00.000001', '{"b": 1.0, "a": 12345678901234567890.5, "z": [null, "\\u2028"]}', '{"b":1 , "a":2}', '{"a,b",NULL,"\\"",""}', 'busy', '::1/64'),
  ('alpha', false, 32767, 2147483647, 9223372036854775807, 'NaN', 0.1, 1e-30, '', 'infinity', '-infinity', '0044-03-15 BC', '00:00:00.5', '-1 mon', '"x"', '[]', '{}', 'calm', '10.0.0.1'),
  ('élan', true, 0, 0, 0, 1e-40, '-0', 3.4e38, '\\x5c6e', '0044-03-15 10:00:00+00 BC', '12026-01-01 00:00', '2026-02-28', '12:00', 'PT36H', 'null', 'null', '{{1,2},{3,4}}', null, 'fe80::1'),
  (E'line\\nend\\t"quote\\\\', true, 1, 1, 1, 1, 1, 1, '\\x01', '2026-03-01 12:00:00+00', null, null, null, null, '{}', '{}', null, null, null)`;
