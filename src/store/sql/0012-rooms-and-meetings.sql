-- Meeting rooms with their bookings, and people's own calendars with the meetings read from them.

create table room (
  id uuid primary key,
  name text not null,
  place text not null default '',
  seats integer not null default 0 check (seats between 0 and 10000),
  version integer not null default 1
);
create unique index room_name on room (lower(name));

create table room_booking (
  id uuid primary key,
  room uuid not null references room (id) on delete cascade,
  person uuid not null references person (id),
  what text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  created_at timestamptz not null default now()
);
create index room_booking_times on room_booking (room, ends_at);

-- A person's calendar: an address that is read again and again, or a file that was given once.
create table own_calendar (
  person uuid primary key references person (id),
  -- Sealed (src/store/access/secrets.ts); null: a file.
  url text,
  fetched_at timestamptz,
  tried_at timestamptz,
  problem text,
  version integer not null default 1
);

-- Meetings ahead, each occurrence of its own. The same occurrence keeps its id however often the calendar is read.
create table meeting (
  id uuid primary key,
  person uuid not null references person (id),
  uid text not null,
  -- The occurrence of a recurring meeting, as its calendar counts it; empty where it does not recur.
  recurrence text not null default '',
  sequence integer not null default 0,
  title text not null default '',
  starts_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > starts_at),
  organiser_name text not null default '',
  -- Empty: nobody to write to.
  organiser_address text not null default '',
  -- The address under which the person was invited.
  attendee text not null default '',
  unique (person, uid, recurrence, starts_at)
);
create index meeting_times on meeting (person, ends_at);
