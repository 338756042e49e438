-- Who may come in, and what was done: sessions, tokens, single-use links, attempts, and the audit log. Of every secret only its SHA-256.

create table session (
  hash text primary key,
  person uuid not null references person (id),
  created_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  -- When the password was last given: some changes want it recent.
  password_at timestamptz not null default now(),
  ip text,
  agent text
);
create index session_person on session (person);

create table api_token (
  id uuid primary key,
  person uuid not null references person (id),
  name text not null,
  prefix text not null,
  hash text not null unique,
  scopes text[] not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz,
  used_at timestamptz,
  revoked_at timestamptz
);
create index api_token_person on api_token (person);

create table setup_token (only_one boolean primary key default true check (only_one), hash text not null, expires_at timestamptz not null);

create table invitation (
  hash text primary key,
  person uuid not null references person (id),
  kind text not null check (kind in ('invitation', 'reset')),
  -- A link that only the mailbox got proves the mailbox.
  mailed boolean not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index invitation_person on invitation (person);

create table answer_link (
  hash text primary key,
  purpose text not null,
  person uuid not null references person (id),
  subject text not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz
);
create index answer_link_expires on answer_link (expires_at);

-- Guesses counted over all nodes together (S10).
create table attempt (bucket text primary key, tries integer not null, until timestamptz not null);

create table audit (
  seq bigint primary key,
  at timestamptz not null,
  actor text not null,
  action text not null,
  subject text not null,
  details jsonb not null,
  ip text,
  node text,
  previous text not null,
  hash text not null
);
create index audit_subject on audit (subject);

create table audit_head (only_one boolean primary key default true check (only_one), seq bigint not null, hash text not null);
insert into audit_head (seq, hash) values (0, '');

-- The hash of one row over every field and the hash before it.
create function audit_hash(entry audit) returns text language sql immutable as $$
  select encode(sha256(convert_to(jsonb_build_array(entry.previous, entry.seq, (extract(epoch from entry.at) * 1000000)::bigint,
    entry.actor, entry.action, entry.subject, entry.details, entry.ip, entry.node)::text, 'UTF8')), 'hex')
$$;

-- Appends one row; writers wait for each other until commit, so that the chain has no forks and no gaps.
create function write_audit(who text, what text, about text, more jsonb, from_ip text, on_node text) returns bigint language plpgsql as $$
declare
  head audit_head;
  entry audit;
begin
  select * into strict head from audit_head for update;
  entry := row(head.seq + 1, clock_timestamp(), who, what, about, more, from_ip, on_node, head.hash, '');
  entry.hash := audit_hash(entry);
  insert into audit select (entry).*;
  update audit_head set seq = entry.seq, hash = entry.hash;
  return entry.seq;
end
$$;

create function refuse_audit_change() returns trigger language plpgsql as $$
begin
  raise exception 'the audit log is append-only' using errcode = '42501';
end
$$;
create trigger audit_append_only before update or delete or truncate on audit for each statement execute function refuse_audit_change();
