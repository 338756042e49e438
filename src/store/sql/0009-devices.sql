-- Reaching people by their own devices, and what they send back.

-- Keys of this installation that are made once, like the one that signs push messages. `sealed` as in src/store/access/secrets.ts.
create table server_key (name text primary key, public_part text not null, sealed text not null, made_at timestamptz not null default now());

-- The short code that a reply by SMS names a page with: a person's own, for a day.
create table page_code (
  person uuid not null references person (id),
  code text not null,
  stream text not null,
  page text not null,
  made_at timestamptz not null default now(),
  primary key (person, code),
  unique (person, stream, page)
);

-- The code by which this person answers this page for a day from now: two digits while they last, then three, going round so that none comes back soon.
-- Null where 990 pages within a day have used them all up.
create function code_of_page(who uuid, of_stream text, of_page text) returns text language plpgsql as $$
declare
  given text;
  last integer;
begin
  perform pg_advisory_xact_lock(hashtextextended('page_code ' || who, 9));
  update page_code set made_at = now() where person = who and stream = of_stream and page = of_page returning code into given;
  if given is not null then
    return given;
  end if;
  delete from page_code where person = who and made_at <= now() - interval '1 day';
  select code::integer into last from page_code where person = who order by made_at desc, code desc limit 1;
  select n::text into given from generate_series(10, 999) n
    where not exists (select from page_code where person = who and code = n::text)
    order by n > 99, n <= coalesce(last, 9), n limit 1;
  if given is not null then
    insert into page_code (person, code, stream, page) values (who, given, of_stream, of_page);
  end if;
  return given;
end
$$;

-- What was answered to whom called back: the same callback again is answered the same, with no second effect (S6).
create table callback_heard (
  channel text not null,
  id text not null,
  said jsonb not null,
  at timestamptz not null default now(),
  primary key (channel, id)
);
create index callback_heard_at on callback_heard (at);
create index contact_method_address on contact_method (channel, lower(address));
