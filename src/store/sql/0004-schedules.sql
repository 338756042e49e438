-- Schedules: rotations, overrides, temporary plans, external calendars, requests for cover, secret calendar addresses.

-- As src/core/oncall/schedule.ts says (`rotation`), with nothing left out.
alter table schedule add column definition jsonb not null default '{"rotations": []}';

-- A list of people was everybody at once: one rotation whose only turn is everybody's.
update schedule s set definition = jsonb_build_object('rotations', jsonb_build_array(jsonb_build_object(
  'id', 'everybody', 'name', 'Everybody', 'zone', s.zone, 'begins', '2024-01-01T09:00', 'ends', null, 'every', jsonb_build_object('n', 1, 'unit', 'week'),
  'advance', 'active', 'restrictions', '[]'::jsonb, 'shadows', '{}'::jsonb,
  'rosters', jsonb_build_array(jsonb_build_object('from', '2024-01-01T09:00', 'startsWith', 0, 'slots', jsonb_build_array(
    (select jsonb_agg(p.person order by p.position) from schedule_person p where p.schedule = s.key)))))))
  where exists (select from schedule_person p where p.schedule = s.key);
drop table schedule_person;

-- Minutes before a shift at which its people are told; 0 is only when it begins. Null here is the organisation's.
alter table organisation add column shift_notice_minutes integer not null default 1440 check (shift_notice_minutes between 0 and 40320);
alter table person add column shift_notice_minutes integer check (shift_notice_minutes between 0 and 40320);

-- Somebody asks others to take a time of theirs, or to exchange it for one of the other's.
create table cover_request (
  id uuid primary key,
  schedule text not null references schedule (key) on delete cascade,
  person uuid not null references person (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  -- Null: the whole schedule.
  rotation text,
  -- Null: everybody of the schedule.
  asked uuid references person (id),
  -- What the asker takes in exchange; only where one person is asked.
  exchange_starts_at timestamptz,
  exchange_ends_at timestamptz check (exchange_ends_at > exchange_starts_at),
  reason text not null default '',
  state text not null default 'open' check (state in ('open', 'accepted', 'declined', 'withdrawn', 'expired')),
  -- Who said no, where everybody was asked.
  declined uuid[] not null default '{}',
  answered_by uuid references person (id),
  answered_at timestamptz,
  created_at timestamptz not null default now(),
  check ((exchange_starts_at is null) = (exchange_ends_at is null)),
  check (exchange_starts_at is null or asked is not null)
);
create index cover_request_open on cover_request (schedule, starts_at) where state = 'open';

create table schedule_override (
  id uuid primary key,
  -- Overrides count in this order.
  seq bigint generated always as identity unique,
  schedule text not null references schedule (key) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  kind text not null check (kind in ('add', 'remove', 'replace')),
  person uuid references person (id),
  instead_of uuid references person (id),
  rotation text,
  reason text not null default '',
  author uuid references person (id),
  -- The request whose acceptance made it.
  request uuid references cover_request (id),
  created_at timestamptz not null default now()
);
create index schedule_override_times on schedule_override (schedule, ends_at);

create table schedule_temporary (
  id uuid primary key,
  schedule text not null references schedule (key) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  shifts jsonb not null,
  gaps_confirmed boolean not null default false,
  author uuid references person (id),
  created_at timestamptz not null default now()
);
create index schedule_temporary_times on schedule_temporary (schedule, ends_at);

-- A calendar elsewhere whose events are shifts. What was read last stays when reading fails.
create table external_calendar (
  schedule text primary key references schedule (key) on delete cascade,
  -- Sealed (src/store/access/secrets.ts): such addresses are often secrets themselves.
  url text not null,
  -- Words of an event's title → person, where name and e-mail do not say it.
  names jsonb not null default '{}',
  shifts jsonb not null default '[]',
  -- Titles that named nobody.
  unmatched jsonb not null default '[]',
  fetched_at timestamptz,
  tried_at timestamptz,
  problem text,
  version integer not null default 1
);

-- Secret addresses under which calendar programs read shifts: a person's own, or a whole schedule's.
create table calendar_address (
  id uuid primary key,
  hash text not null unique,
  person uuid not null references person (id),
  schedule text references schedule (key) on delete cascade,
  created_at timestamptz not null default now(),
  used_at timestamptz,
  revoked_at timestamptz
);
create index calendar_address_person on calendar_address (person);
