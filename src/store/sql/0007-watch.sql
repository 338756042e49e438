-- Watching ourselves: heartbeat sources, silences and maintenance windows, storms, the synthetic page, heartbeats that leave.

-- Signs of life of a source. `state` changes only from one that was told: each change is one signal (`<state>:<episode>`), in order, whatever dies in between.
create table heartbeat (
  source text primary key,
  since timestamptz not null,
  beats bigint not null default 0,
  beat_at timestamptz,
  -- the sender said itself that it failed; null again with its next beat
  failed_at timestamptz,
  note text not null default '',
  state text not null default 'new' check (state in ('new', 'fine', 'missing')),
  episode integer not null default 0,
  told boolean not null default true
);

-- Alerts that open no incident for a while: stored and counted all the same.
create table silence (
  id uuid primary key,
  source text,
  matchers jsonb not null default '[]',
  from_at timestamptz not null,
  until_at timestamptz not null,
  ended_at timestamptz,
  reason text not null,
  author text not null,
  created_at timestamptz not null default now(),
  silenced bigint not null default 0,
  version integer not null default 1,
  check (until_at > from_at)
);
create index silence_until on silence (until_at) where ended_at is null;

-- A group under a silence keeps its news until that silence is over. opened_at: when it was given its incident; null while it never left a silence.
-- storm: 'head' opened the one incident for the many groups that are 'joined' to it; the head's row sums them up.
alter table signal_group
  add column silenced_by text,
  add column opened_at timestamptz,
  add column storm text check (storm in ('head', 'joined')),
  add column joined_groups integer not null default 0,
  add column joined_count bigint not null default 0,
  add column joined_firing integer not null default 0;
update signal_group set opened_at = first_at;
create index signal_group_silenced on signal_group (silenced_by) where closed is null and silenced_by is not null;
create index signal_group_opened on signal_group (source, opened_at) where opened_at is not null and storm is distinct from 'joined';
create index signal_group_storm on signal_group (source, n) where closed is null and storm = 'head';

-- What joined a storm goes where its head goes, and ends with it.
create function follow_storm() returns trigger language plpgsql as $$
begin
  update signal_group set incident = new.incident, closed = new.closed, rejected = new.rejected where incident = old.incident and storm = 'joined' and closed is null;
  return null;
end $$;
create trigger signal_group_storm after update of incident, closed on signal_group for each row
  when (old.storm = 'head' and old.closed is null and (new.closed is not null or new.incident <> old.incident)) execute function follow_storm();

-- What is done once per turn, by whichever node is first.
create table watch_turn (what text primary key, turn bigint not null, node text not null);

-- A page to nobody, once a minute, along the whole way of a real one.
create table synthetic_page (
  id text primary key,
  node text not null,
  started_at timestamptz not null,
  answered_at timestamptz,
  -- when the receivers outside were told of it
  told_at timestamptz
);
create index synthetic_page_answered on synthetic_page (answered_at) where answered_at is not null;

-- Heartbeats that leave: receivers by host and a hash, never with the key in their addresses.
create table heartbeat_out (receiver text primary key, host text not null, sent_at timestamptz, failed_at timestamptz, problem text);

-- What looks for open incidents that nothing will wake.
create index stream_asleep on stream (id) where wake_at is null and quarantined is null and closed_at is null;
create index duty_open_stream on duty (stream) where state = 'open';
