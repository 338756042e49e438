-- The log and everything written in its transactions: streams, events, messages, duties, signals.
-- Texts that people or machines wrote are kept as json, not jsonb: it takes every string JSON can say.

create table stream (
  id text primary key,
  seq integer not null,
  hash text not null,
  number integer unique,
  wake_at timestamptz,
  quarantined text,
  last_at timestamptz not null,
  -- visibility
  confidential boolean not null,
  participants text[] not null,
  commander text,
  public_relations text,
  -- what lists and searches show without folding
  title text not null,
  phase text not null,
  process text not null,
  process_version integer,
  severity integer,
  area text,
  drill boolean not null,
  reported_at timestamptz not null,
  declared_at timestamptz,
  resolved_at timestamptz,
  closed_at timestamptz,
  next_due_at timestamptz,
  published json not null,
  ticket json
);
create index stream_wake on stream (wake_at) where wake_at is not null and quarantined is null;
create index stream_listed on stream (reported_at) where strpos(id, '/') = 0;
create sequence incident_number as integer;

create table event (
  stream text not null references stream (id),
  seq integer not null check (seq > 0),
  type text not null,
  v integer not null,
  at timestamptz not null,
  actor text not null,
  on_behalf_of text,
  data json not null,
  seen_by text not null,
  payload_hash text not null,
  hash text not null,
  -- where it stands in the feed of all streams: the transaction's turn times 4096, plus its place there
  position bigint not null unique,
  erased_at timestamptz,
  primary key (stream, seq)
);

-- The log is append-only. The one exception is a payload that the law wants gone: replaced by erase_payload, and seen to be.
create function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('quarterdeck.erasing', true) = 'yes' and new.erased_at is not null
    and (old.stream, old.seq, old.type, old.v, old.at, old.actor, old.on_behalf_of, old.seen_by, old.payload_hash, old.hash, old.position)
      is not distinct from (new.stream, new.seq, new.type, new.v, new.at, new.actor, new.on_behalf_of, new.seen_by, new.payload_hash, new.hash, new.position)
  then return new; end if;
  raise exception 'the log is append-only: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger event_append_only before update or delete on event for each row execute function refuse_change();
create trigger event_never_emptied before truncate on event for each statement execute function refuse_change();

create function erase_payload(of_stream text, of_seq integer, replacement json) returns void language plpgsql as $$
begin
  perform set_config('quarterdeck.erasing', 'yes', true);
  update event set data = replacement, erased_at = clock_timestamp() where stream = of_stream and seq = of_seq;
  perform set_config('quarterdeck.erasing', '', true);
  delete from snapshot where stream = of_stream;
end $$;

-- Positions in the feed of all streams. A sequence is not the order of commits: an event could appear behind a reader's position. So a writer
-- first locks a number below every turn it can get, until its transaction ends, and a reader goes no further than the least of these numbers.
-- (Transaction numbers would do without the lock, but they are the whole cluster's: a long transaction in any other database would hold up the feed.)
create sequence feed_turns start 2;

-- Advisory locks of the feed are 2^56 and more; the number is in the lower bits.
create function feed_turn() returns bigint language plpgsql volatile as $$
begin
  perform pg_advisory_xact_lock_shared((1::bigint << 56) + last_value - 1) from feed_turns;
  return nextval('feed_turns');
end $$;

-- The turn up to which everything that will ever be there is there, for the next statement (not for the one that calls this).
create function feed_horizon() returns bigint language plpgsql volatile as $$
declare
  newest bigint;
  oldest_open bigint;
begin
  select case when is_called then last_value else last_value - 1 end into newest from feed_turns;
  select min(((classid::bigint << 32) | objid::bigint) - (1::bigint << 56)) into oldest_open from pg_locks
    where locktype = 'advisory' and objsubid = 1 and database = (select oid from pg_database where datname = current_database())
      and classid::bigint >> 24 = 1;
  return least(newest, oldest_open);
end $$;

create table snapshot (stream text not null, stamp text not null, seq integer not null, state json not null, primary key (stream, stamp));

create table journal (
  n bigint generated always as identity,
  id text not null,
  stream text not null,
  actor text not null,
  key text not null,
  request_hash text not null,
  name text not null,
  input json,
  facts json,
  answer json,
  first_seq integer,
  last_seq integer,
  at timestamptz not null,
  primary key (actor, key)
);
create index journal_stream on journal (stream, n);

create table claim (key text primary key, stream text not null);
create index claim_stream on claim (stream);

create sequence fact_versions;
create table fact_version (kind text not null, key text not null, version bigint not null, changed_at timestamptz not null, primary key (kind, key));
create index fact_version_changed on fact_version (changed_at);
create table watch (stream text not null, kind text not null, key text not null, version bigint not null, primary key (stream, kind, key));
create index watch_fact on watch (kind, key);

-- A new version of a fact, in the transaction that writes it. Streams that watch an older one are then due by themselves (due() compares);
-- their rows are not touched here, so that no writer of facts ever waits for a running command, or the other way round.
create function bump_fact(of_kind text, of_key text) returns void language sql volatile as $$
  insert into fact_version as known (kind, key, version, changed_at) values (of_kind, of_key, nextval('fact_versions'), clock_timestamp())
  on conflict (kind, key) do update set version = nextval('fact_versions'), changed_at = clock_timestamp()
$$;

create table duty (
  stream text not null,
  key text not null,
  rule text not null,
  what text not null,
  who json not null,
  due timestamptz,
  state text not null check (state in ('open', 'met', 'late', 'missed', 'waived', 'withdrawn')),
  by json,
  cites text[] not null,
  opened_at timestamptz not null,
  ended_at timestamptz,
  primary key (stream, key)
);
create index duty_open on duty (due) where state = 'open';

create table engagement (
  person text not null,
  stream text not null,
  roles text[] not null,
  last_act_at timestamptz,
  rest_until timestamptz,
  primary key (person, stream)
);
create index engagement_stream on engagement (stream);

create table job (
  n bigint generated always as identity unique,
  id text primary key,
  stream text,
  effect_key text not null,
  effect json not null,
  lane smallint not null,
  page text,
  person text,
  contact text,
  state text not null check (state in ('queued', 'held', 'sending', 'sent', 'delivered', 'failed', 'unknown', 'cancelled', 'superseded', 'bundled')),
  reason text,
  body text,
  queued_at timestamptz not null,
  not_before timestamptz not null,
  -- when a worker must next look at it: at not_before, or when the lease runs out; null when nothing is left to do
  due_at timestamptz,
  acknowledged_at timestamptz,
  worker text,
  epoch integer not null default 0,
  unique (stream, effect_key)
);
create index job_due on job (lane, due_at) where due_at is not null;
create index job_worker on job (worker) where worker is not null;
create index job_listed on job (queued_at);
create index job_person on job (person, queued_at);
create index job_page on job (page) where page is not null;

create table job_attempt (
  id bigint generated always as identity primary key,
  job text not null references job (id) on delete cascade,
  epoch integer not null,
  n integer not null,
  channel text not null,
  method text not null,
  at timestamptz not null,
  outcome text not null check (outcome in ('ok', 'failed', 'unknown')),
  permanent boolean not null,
  reason text not null,
  provider_id text,
  unique (job, epoch, n)
);
create index job_attempt_provider on job_attempt (channel, provider_id) where provider_id is not null;

-- Providers' later words, also those that come before the worker has written what it sent.
create table receipt (channel text not null, provider_id text not null, state text not null, reason text not null, at timestamptz not null, primary key (channel, provider_id));

create table arrival (
  n bigint generated always as identity primary key,
  id text not null unique,
  source text not null,
  payload text not null,
  problem text,
  at timestamptz not null
);
create index arrival_source on arrival (source, n);
create table arrival_key (source text not null, key text not null, at timestamptz not null, primary key (source, key));
create index arrival_key_age on arrival_key (at);

create table signal (
  n bigint generated always as identity primary key,
  arrival text not null,
  source text not null,
  group_key text not null,
  body json not null,
  at timestamptz not null,
  routed_at timestamptz,
  generation integer,
  reason text
);
create index signal_waiting on signal (n) where routed_at is null;
create index signal_waiting_group on signal (source, group_key, n) where routed_at is null;
create index signal_arrival on signal (arrival);

create table signal_group (
  source text not null,
  group_key text not null,
  generation integer not null,
  n bigint generated always as identity,
  incident text not null,
  change integer not null,
  carried integer not null,
  pending text,
  count bigint not null,
  firing integer not null,
  severity integer,
  title text not null,
  text text not null,
  labels json not null,
  links json not null,
  first_at timestamptz not null,
  last_at timestamptz not null,
  carried_at timestamptz,
  closed text,
  rejected boolean not null default false,
  primary key (source, group_key, generation)
);
create unique index signal_group_open on signal_group (source, group_key) where closed is null;
create index signal_group_incident on signal_group (incident);
create index signal_group_changed on signal_group (n) where closed is null and change > carried;

create table group_fingerprint (
  source text not null,
  group_key text not null,
  generation integer not null,
  fingerprint text not null,
  primary key (source, group_key, generation, fingerprint)
);

create table setting (key text primary key, value text not null);

-- The clock of a rehearsal: one row, moved by hand.
create table rehearsal_clock (only_one boolean primary key default true check (only_one), now timestamptz not null);
