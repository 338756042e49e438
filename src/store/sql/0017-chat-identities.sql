-- Who is who in chats outside: the identity that a transport names, and the person it belongs to, where somebody has said so.
create table chat_identity (
  user_id text primary key check (user_id ~ '^[A-Za-z0-9._@:+-]{1,80}$'),
  person uuid references person (id) on delete cascade,
  -- what they call themselves there, while they belong to nobody here
  name text not null default '' check (length(name) <= 100),
  seen_at timestamptz not null default now(),
  linked_at timestamptz
);
create index chat_identity_person on chat_identity (person);
