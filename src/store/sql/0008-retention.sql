-- What is forgotten when, and people who must be forgotten.

-- Rows are forgotten by age, and what is oldest lies together.
create index arrival_age on arrival using brin (at);
create index signal_age on signal using brin (at);
create index journal_idle_tick on journal (at) where name = 'tick' and first_seq is null;

-- The log is append-only. Two exceptions: a payload that the law wants gone, replaced by erase_payload and seen to be; and the streams of
-- synthetic pages, which are about nobody and go as a whole, by forget_stream.
create or replace function refuse_change() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('quarterdeck.erasing', true) = 'yes' and new.erased_at is not null
    and (old.stream, old.seq, old.type, old.v, old.at, old.actor, old.on_behalf_of, old.seen_by, old.payload_hash, old.hash, old.position)
      is not distinct from (new.stream, new.seq, new.type, new.v, new.at, new.actor, new.on_behalf_of, new.seen_by, new.payload_hash, new.hash, new.position)
  then return new; end if;
  if tg_op = 'DELETE' and strpos(old.stream, 'synthetic/') = 1 and current_setting('quarterdeck.forgetting', true) = old.stream then return old; end if;
  raise exception 'the log is append-only: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end $$;

create function forget_stream(of_stream text) returns void language plpgsql as $$
begin
  if strpos(of_stream, 'synthetic/') <> 1 then raise exception 'only synthetic streams are forgotten, not %', of_stream using errcode = 'restrict_violation'; end if;
  perform set_config('quarterdeck.forgetting', of_stream, true);
  delete from event where stream = of_stream;
  perform set_config('quarterdeck.forgetting', '', true);
  delete from job where stream = of_stream;
  delete from journal where stream = of_stream;
  delete from snapshot where stream = of_stream;
  delete from watch where stream = of_stream;
  delete from duty where stream = of_stream;
  delete from engagement where stream = of_stream;
  delete from claim where stream = of_stream;
  delete from stream where id = of_stream;
end $$;

-- Somebody who was forgotten: their row stays, so that timelines still add up, under a number instead of a name.
alter table person add column erased_at timestamptz;
create sequence former_member;
