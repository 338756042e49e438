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
