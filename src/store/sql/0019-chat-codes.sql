-- Codes by which people say in a chat outside who they are: the newest of each person, for ten minutes, used once.
create table chat_code (
  person uuid primary key references person (id) on delete cascade,
  hash text not null unique,
  expires_at timestamptz not null,
  -- the chat identity that used it: the same message delivered twice is one
  used_by text
);
