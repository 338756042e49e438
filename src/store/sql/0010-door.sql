-- The door's two steps on a stream, each one round trip: what a command must know when it enters, and everything that it writes.

-- The store's time, in whole milliseconds, at this very moment: the database's, or the rehearsal's.
create function store_now(manual boolean) returns timestamptz language sql volatile as $$
  select case when manual then (select c.now from rehearsal_clock c) else date_trunc('milliseconds', clock_timestamp()) end
$$;

-- Locks the stream and reads what its command will ask for. The lock on its name comes first: it also holds a stream that does not exist yet.
-- Each statement in here sees what was committed before it began, so nothing that is read is older than the lock.
-- Snapshot and events are left out where `known_seq` and `known_hash` are those of the newest event.
create function enter_stream(of_stream text, manual boolean, of_actor text, of_key text, of_stamp text, known_seq integer, known_hash text)
returns table (at timestamptz, head stream, journaled json, unsent json, watched json, snapshot json, events json) language plpgsql as $$
begin
  perform set_config('lock_timeout', '10s', true), set_config('statement_timeout', '10s', true),
    set_config('idle_in_transaction_session_timeout', '30s', true), pg_advisory_xact_lock(hashtextextended(of_stream, 1));
  select s.* into head from stream s where s.id = of_stream for update;
  at := greatest(store_now(manual), head.last_at);
  select to_json(j) into journaled from journal j where j.actor = of_actor and j.key = of_key;
  if head.id is not null and journaled is null then
    select json_agg(json_build_object('id', j.id, 'person', j.person, 'effect', j.effect, 'queuedAt', j.queued_at) order by j.n) into unsent
      from job j where j.stream = of_stream and j.due_at is not null;
    select json_agg(json_build_object('kind', w.kind, 'key', w.key)) into watched from watch w where w.stream = of_stream;
    if known_seq is distinct from head.seq or known_hash is distinct from head.hash then
      select to_json(s) into snapshot from snapshot s where s.stream = of_stream and s.stamp = of_stamp;
      events := events_after(of_stream, coalesce((snapshot ->> 'seq')::integer, 0));
    end if;
  end if;
  return next;
end $$;

create function events_after(of_stream text, after integer) returns json language sql stable as $$
  select coalesce(json_agg(json_build_object('stream', e.stream, 'seq', e.seq, 'type', e.type, 'v', e.v, 'at', e.at, 'actor', e.actor,
    'on_behalf_of', e.on_behalf_of, 'data', e.data) order by e.seq), '[]') from event e where e.stream = of_stream and e.seq > after
$$;

-- Writes everything of one command, in the transaction that holds the stream's lock. Texts that may hold what jsonb refuses come as strings of json.
-- A claim that another stream holds is answered with its holder, and nothing is written.
create function write_command(of_stream text, at timestamptz, wrote jsonb)
returns table (taken text, holder text, number integer) language plpgsql as $$
declare
  before stream;
  summary jsonb := wrote -> 'stream';
  is_sealed boolean := (summary ->> 'drill')::boolean or (summary ->> 'confidential')::boolean;
begin
  if wrote ? 'claims' then
    select c.taken, c.holder into taken, holder from write_claims(of_stream, wrote -> 'claims') c;
    if taken is not null then return next; return; end if;
  end if;
  perform write_journal(wrote -> 'journal');
  select s.* into before from stream s where s.id = of_stream;
  -- A confidential incident takes no number, so that none is missing from a list that leaves it out.
  number := before.number;
  if number is null and strpos(of_stream, '/') = 0 and not (summary ->> 'confidential')::boolean then number := nextval('incident_number'); end if;
  perform write_stream(of_stream, at, number, summary);
  if wrote ? 'events' then perform write_events(of_stream, wrote -> 'events'); end if;
  if wrote ? 'snapshot' then
    insert into snapshot as s (stream, stamp, seq, state)
      values (of_stream, wrote #>> '{snapshot,stamp}', (wrote #>> '{snapshot,seq}')::integer, (wrote #>> '{snapshot,state}')::json)
      on conflict (stream, stamp) do update set seq = excluded.seq, state = excluded.state;
  end if;
  perform write_watches(of_stream, wrote -> 'watches');
  perform write_messages(of_stream, at, wrote);
  if wrote ? 'duties' then perform write_duties(of_stream, at, wrote -> 'duties'); end if;
  if wrote ? 'engagement' or is_sealed then perform write_engagement(of_stream, is_sealed, wrote -> 'engagement'); end if;
  if before.phase is distinct from summary ->> 'phase' then perform bump_fact('incident', of_stream); end if;
  return next;
end $$;

-- Frees and takes claims, in one order for everybody; a taken one undoes what was freed. A freed alert claim closes its group in the same
-- commit: the next signal opens a new one.
create function write_claims(of_stream text, wanted jsonb) returns table (taken text, holder text) language plpgsql as $$
begin
  update signal_group g set closed = 'its incident ended'
    from (select f.source, f.group_key from jsonb_to_recordset(wanted -> 'free') as f (key text, source text, group_key text)
      join claim c on c.key = f.key and c.stream = of_stream order by f.source, f.group_key) as freed
    where g.source = freed.source and g.group_key = freed.group_key and g.closed is null;
  delete from claim c where c.stream = of_stream and c.key in (select f.key from jsonb_to_recordset(wanted -> 'free') as f (key text));
  for taken in select distinct k.key collate "C" from jsonb_array_elements_text(wanted -> 'take') as k (key) order by 1 loop
    insert into claim as c (key, stream) values (taken, of_stream) on conflict (key) do nothing;
    select c.stream into holder from claim c where c.key = taken;
    if holder is distinct from of_stream then raise exception 'a claim is taken' using errcode = 'QD002'; end if;
  end loop;
exception when sqlstate 'QD002' then
  return next;
end $$;

-- Raises QD001 where an actor's key is taken.
create function write_journal(entries jsonb) returns void language plpgsql as $$
declare
  written integer;
begin
  insert into journal (id, stream, actor, key, request_hash, name, input, facts, answer, first_seq, last_seq, at)
    select e.id, e.stream, e.actor, e.key, e.request_hash, e.name, e.input::json, e.facts::json, e.answer::json, e.first_seq, e.last_seq, e.at
    from jsonb_to_recordset(entries) as e (id text, stream text, actor text, key text, request_hash text, name text, input text, facts text, answer text,
      first_seq integer, last_seq integer, at timestamptz)
    on conflict (actor, key) do nothing;
  get diagnostics written = row_count;
  if written <> jsonb_array_length(entries) then raise exception 'the journal already has an entry with this actor and key' using errcode = 'QD001'; end if;
end $$;

create function write_stream(of_stream text, at timestamptz, its_number integer, summary jsonb) returns void language sql volatile as $$
  insert into stream as s (id, number, seq, hash, wake_at, last_at, confidential, participants, commander, public_relations, title, phase, process,
    process_version, severity, area, drill, reported_at, declared_at, resolved_at, closed_at, next_due_at, published, ticket)
  select of_stream, its_number, n.seq, n.hash, n.wake_at, coalesce(n.last_at, at), n.confidential, n.participants, n.commander, n.public_relations, n.title,
    n.phase, n.process, n.process_version, n.severity, n.area, n.drill, n.reported_at, n.declared_at, n.resolved_at, n.closed_at, n.next_due_at,
    n.published::json, n.ticket::json
  from jsonb_to_record(summary) as n (seq integer, hash text, wake_at timestamptz, last_at timestamptz, confidential boolean, participants text[],
    commander text, public_relations text, title text, phase text, process text, process_version integer, severity integer, area text, drill boolean,
    reported_at timestamptz, declared_at timestamptz, resolved_at timestamptz, closed_at timestamptz, next_due_at timestamptz, published text, ticket text)
  on conflict (id) do update set number = excluded.number, seq = excluded.seq, hash = excluded.hash, wake_at = excluded.wake_at,
    last_at = case when excluded.seq = s.seq then s.last_at else excluded.last_at end, confidential = excluded.confidential,
    participants = excluded.participants, commander = excluded.commander, public_relations = excluded.public_relations, title = excluded.title,
    phase = excluded.phase, process = excluded.process, process_version = excluded.process_version, severity = excluded.severity, area = excluded.area,
    drill = excluded.drill, reported_at = excluded.reported_at, declared_at = excluded.declared_at, resolved_at = excluded.resolved_at,
    closed_at = excluded.closed_at, next_due_at = excluded.next_due_at, published = excluded.published, ticket = excluded.ticket
$$;

-- Events of one transaction stand side by side in the feed.
create function write_events(of_stream text, added jsonb) returns void language plpgsql as $$
declare
  turn bigint := feed_turn();
begin
  insert into event (stream, seq, type, v, at, actor, on_behalf_of, data, seen_by, payload_hash, hash, position)
    select of_stream, e.seq, e.type, e.v, e.at, e.actor, e.on_behalf_of, e.data::json, e.seen_by, e.payload_hash, e.hash, turn * 4096 + e.place
    from jsonb_to_recordset(added) as e (place integer, seq integer, type text, v integer, at timestamptz, actor text, on_behalf_of text, data text,
      seen_by text, payload_hash text, hash text);
end $$;

-- Replaces the stream's watches; rows that stay the same are not written.
create function write_watches(of_stream text, wanted jsonb) returns void language sql volatile as $$
  with w as (select * from jsonb_to_recordset(wanted) as w (kind text, key text, version bigint)),
    gone as (delete from watch o where o.stream = of_stream and not exists (select 1 from w where w.kind = o.kind and w.key = o.key))
  insert into watch as o (stream, kind, key, version) select of_stream, w.kind, w.key, w.version from w
  on conflict (stream, kind, key) do update set version = excluded.version where o.version <> excluded.version
$$;

create function write_duties(of_stream text, at timestamptz, changed jsonb) returns void language sql volatile as $$
  insert into duty as d (stream, key, rule, what, who, due, state, by, cites, opened_at, ended_at)
  select of_stream, n.key, n.rule, n.what, n.who::json, n.due, n.state, n.by::json, n.cites, at, case when n.state <> 'open' then at end
  from jsonb_to_recordset(changed) as n (key text, rule text, what text, who text, due timestamptz, state text, by text, cites text[])
  on conflict (stream, key) do update set rule = excluded.rule, what = excluded.what, who = excluded.who, due = excluded.due, state = excluded.state,
    by = excluded.by, cites = excluded.cites, ended_at = excluded.ended_at,
    opened_at = case when d.ended_at is null or excluded.state <> 'open' then d.opened_at else excluded.opened_at end
$$;

-- A changed role or rest is a new version of the person's engagement, a mere act is not. Drills and confidential incidents keep no rows.
create function write_engagement(of_stream text, is_sealed boolean, parts jsonb) returns void language plpgsql as $$
declare
  changed text[];
begin
  if is_sealed then
    with gone as (delete from engagement e where e.stream = of_stream returning e.person) select array_agg(g.person order by g.person collate "C") into changed from gone g;
  else
    with n as (select * from jsonb_to_recordset(parts) as n (person text, roles text[], last_act_at timestamptz, rest_until timestamptz)),
      written as (
        insert into engagement (person, stream, roles, last_act_at, rest_until) select n.person, of_stream, n.roles, n.last_act_at, n.rest_until from n
        on conflict (person, stream) do update set roles = excluded.roles, last_act_at = excluded.last_act_at, rest_until = excluded.rest_until)
    select array_agg(n.person order by n.person collate "C") into changed from n left join engagement e on e.person = n.person and e.stream = of_stream
      where coalesce(e.roles, '{}') <> n.roles or e.rest_until is distinct from n.rest_until;
  end if;
  perform bump_fact('engagement', person) from unnest(changed) as person;
end $$;

-- Messages: those that may leave at another time now, those nobody wants any more, new ones, and those that were answered.
-- What is under a lease keeps its state: its worker asks again before it sends, and finds a superseded one gone.
create function write_messages(of_stream text, at timestamptz, wrote jsonb) returns void language plpgsql as $$
begin
  if wrote ? 'replan' then
    -- A message that a worker had keeps its next try and its reason: a pause its provider asked for, a limit, an outcome that may still be settled.
    update job j set not_before = p.next, due_at = case when j.state = 'sending' then j.due_at else p.next end,
        state = case when j.state not in ('queued', 'held') then j.state when p.waits or p.reason is null then 'queued' else 'held' end,
        reason = case when j.state in ('queued', 'held') then p.reason else j.reason end
      from (select o.id, case when o.state = 'queued' and o.epoch > 0 then coalesce(r.reason, o.reason) else r.reason end as reason,
          o.state = 'queued' and o.epoch > 0 and r.reason is null as waits,
          case when o.state = 'unknown' or (o.state = 'queued' and o.epoch > 0) then greatest(o.not_before, r.not_before) else r.not_before end as next
        from jsonb_to_recordset(wrote -> 'replan') as r (id text, not_before timestamptz, reason text)
        join job o on o.id = r.id and o.stream = of_stream and o.due_at is not null) as p
      where j.id = p.id and (j.not_before <> p.next or (j.state in ('queued', 'held') and j.reason is distinct from p.reason));
  end if;
  if wrote ? 'supersede' then
    update job j set state = 'superseded', reason = g.reason, worker = null, due_at = null
      from jsonb_to_recordset(wrote -> 'supersede') as g (id text, reason text) where j.id = g.id and j.stream = of_stream and j.due_at is not null;
  end if;
  if wrote ? 'queue' then
    insert into job (id, stream, effect_key, effect, lane, page, person, contact, state, reason, queued_at, not_before, due_at)
      select n.id, of_stream, n.effect_key, n.effect::json, n.lane, n.page, n.person, n.contact, n.state, n.reason, at, n.not_before, n.not_before
      from jsonb_to_recordset(wrote -> 'queue') as n (id text, effect_key text, effect text, lane smallint, page text, person text, contact text, state text,
        reason text, not_before timestamptz)
      on conflict do nothing;
  end if;
  if wrote ? 'acknowledged' then
    update job j set acknowledged_at = at where j.stream = of_stream and j.acknowledged_at is null
      and j.page in (select jsonb_array_elements_text(wrote -> 'acknowledged'));
  end if;
end $$;
