-- What changed, as sources told it: deploys, changes, peaks of traffic. It notifies nobody; whoever looks for a cause finds what happened shortly before.
create table change_event (
  source text not null,
  key text not null,
  n bigint generated always as identity unique,
  kind text not null check (kind in ('deploy', 'change', 'traffic')),
  summary text not null,
  -- what the sender calls it; empty: it does not say
  service text not null,
  -- that of the source
  area text,
  link text not null,
  at timestamptz not null,
  came_at timestamptz not null,
  primary key (source, key)
);
create index change_event_at on change_event (at);
create index change_event_age on change_event (came_at);
-- The alerts of a time are looked for in the same way.
create index signal_group_first on signal_group (first_at);
