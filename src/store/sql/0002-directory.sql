-- The directory: plain rows with optimistic versions. Every write goes through src/store/directory, which bumps the fact and audits it.

create table organisation (
  only_one boolean primary key default true check (only_one),
  name text not null,
  zone text not null,
  working jsonb not null,
  quiet jsonb not null,
  holiday_region text,
  mail_from_name text not null default 'Quarterdeck',
  mail_from_address text,
  default_process text not null,
  version integer not null default 1
);

create table person (
  id uuid primary key,
  name text not null,
  email text not null,
  admin boolean not null default false,
  active boolean not null default true,
  -- What is null here is the organisation's.
  zone text,
  working jsonb,
  quiet jsonb,
  org_level integer not null default 0,
  password_hash text,
  created_at timestamptz not null default now(),
  deactivated_at timestamptz,
  version integer not null default 1
);
create unique index person_email on person (lower(email));

create table contact_method (
  id uuid primary key,
  person uuid not null references person (id),
  channel text not null,
  address text not null,
  label text not null default '',
  position integer not null default 0,
  verified_at timestamptz,
  dead_reason text,
  -- Sealed (src/store/access/secrets.ts): a JSON list, newest first.
  secrets text,
  created_at timestamptz not null default now(),
  version integer not null default 1,
  unique (person, channel, address)
);

create table contact_code (
  method uuid primary key references contact_method (id) on delete cascade,
  hash text not null,
  expires_at timestamptz not null,
  tries integer not null default 0
);

create table team (id uuid primary key, name text not null, version integer not null default 1);
create unique index team_name on team (lower(name));
create table team_member (
  team uuid not null references team (id) on delete cascade,
  person uuid not null references person (id),
  position integer not null,
  primary key (team, person)
);
create index team_member_person on team_member (person);

create table area (
  id uuid primary key,
  name text not null,
  says text not null default '',
  keywords text[] not null default '{}',
  team uuid references team (id),
  version integer not null default 1
);
create unique index area_name on area (lower(name));
create table area_expert (
  area uuid not null references area (id) on delete cascade,
  person uuid not null references person (id),
  position integer not null,
  primary key (area, person)
);
create index area_expert_person on area_expert (person);

-- Customers and stakeholders: addresses that belong to nobody here.
create table contact (
  id uuid primary key,
  name text not null,
  email text not null,
  kind text not null check (kind in ('customer', 'stakeholder')),
  version integer not null default 1
);

create table people_group (key text primary key, title text not null, version integer not null default 1);
create table people_group_person (
  people_group text not null references people_group (key) on delete cascade,
  person uuid not null references person (id),
  position integer not null,
  primary key (people_group, person)
);
create index people_group_person_person on people_group_person (person);
create table people_group_contact (
  people_group text not null references people_group (key) on delete cascade,
  contact uuid not null references contact (id) on delete cascade,
  position integer not null,
  primary key (people_group, contact)
);

create table schedule (key text primary key, title text not null, zone text not null, version integer not null default 1);
create table schedule_person (
  schedule text not null references schedule (key) on delete cascade,
  person uuid not null references person (id),
  position integer not null,
  primary key (schedule, person)
);
create index schedule_person_person on schedule_person (person);

create table runbook (
  key text primary key,
  title text not null,
  steps text[] not null default '{}',
  owner uuid references person (id),
  reviewed_at timestamptz,
  version integer not null default 1
);

create table attachment (
  id uuid primary key,
  incident uuid not null,
  name text not null,
  media_type text not null,
  size_bytes integer not null check (size_bytes between 0 and 26214400),
  sha256 text not null,
  bytes bytea not null,
  created_at timestamptz not null default now()
);
create index attachment_incident on attachment (incident);

create table source (
  id uuid primary key,
  kind text not null,
  title text not null,
  settings jsonb not null default '{}',
  key_hash text not null unique,
  key_prefix text not null,
  per_minute integer not null default 600,
  burst integer not null default 1200,
  created_at timestamptz not null default now(),
  revoked_at timestamptz,
  version integer not null default 1
);

create table pack (
  key text not null,
  version integer not null,
  text text not null,
  origin text not null check (origin in ('shipped', 'own')),
  status text not null check (status in ('draft', 'active', 'retired')),
  effective_from timestamptz,
  created_at timestamptz not null default now(),
  primary key (key, version)
);
create unique index pack_active on pack (key) where status = 'active';

-- SR-39: the deployment process has its runbook from the start; the readiness report names it until it has steps.
insert into runbook (key, title) values ('deployment', 'Deployment');
insert into people_group (key, title) values ('stakeholders', 'Stakeholders');
