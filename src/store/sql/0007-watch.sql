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

-- The log is append-only. The exceptions: a payload that the law wants gone (erase_payload), and whole streams of synthetic pages, which are no history (forget_stream).
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('quarterdeck.erasing', true) = 'yes' and new.erased_at is not null
    and (old.stream, old.seq, old.type, old.v, old.at, old.actor, old.on_behalf_of, old.seen_by, old.payload_hash, old.hash, old.position)
      is not distinct from (new.stream, new.seq, new.type, new.v, new.at, new.actor, new.on_behalf_of, new.seen_by, new.payload_hash, new.hash, new.position)
  then return new; end if;
  if tg_op = 'DELETE' then
    if current_setting('quarterdeck.forgetting', true) = old.stream and starts_with(old.stream, 'synthetic/') then return old; end if;
  end if;
  raise exception 'the log is append-only: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

-- Removes a whole stream with everything that hangs on it. Only synthetic pages can be forgotten.
create function forget_stream(of_stream text) returns void language plpgsql as $$
begin
  if not starts_with(of_stream, 'synthetic/') then
    raise exception 'the stream % is history and cannot be forgotten', of_stream using errcode = 'restrict_violation';
  end if;
  perform set_config('quarterdeck.forgetting', of_stream, true);
  delete from event where stream = of_stream;
  perform set_config('quarterdeck.forgetting', '', true);
  delete from snapshot where stream = of_stream;
  delete from journal where stream = of_stream;
  delete from claim where stream = of_stream;
  delete from watch where stream = of_stream;
  delete from duty where stream = of_stream;
  delete from engagement where stream = of_stream;
  delete from job where stream = of_stream;
  delete from fact_version where kind = 'incident' and key = of_stream;
  delete from signal where (source, group_key) in (select source, group_key from signal_group where incident = of_stream);
  delete from group_fingerprint where (source, group_key) in (select source, group_key from signal_group where incident = of_stream);
  delete from signal_group where incident = of_stream;
  delete from stream where id = of_stream;
end $$;
