-- Escalation policies, rooms and webhooks they may call, the last resort.

create table escalation_policy (
  key text primary key,
  title text not null,
  -- As src/core/oncall/policy.ts says, with nothing left out.
  definition jsonb not null,
  version integer not null default 1
);

-- Rooms and webhooks of the organisation: addresses that are no person's.
create table endpoint (
  id uuid primary key,
  name text not null,
  kind text not null check (kind in ('room', 'webhook')),
  channel text not null,
  address text not null,
  -- Sealed (src/store/access/secrets.ts): a JSON list, newest first.
  secrets text,
  version integer not null default 1,
  unique (channel, address)
);
create unique index endpoint_name on endpoint (lower(name));

alter table area add column escalation text references escalation_policy (key);
alter table organisation add column escalation text references escalation_policy (key);
alter table organisation add column last_resort uuid[] not null default '{}';
