-- Who answers for an area: they are called, asked and told by what a process says of them.
alter table area add column engineering_manager uuid references person (id) on delete set null;
alter table area add column product_owner uuid references person (id) on delete set null;
alter table area add column team_lead uuid references person (id) on delete set null;

-- Who agreed to use a version of a process.
create table process_agreement (
  process text not null,
  version integer not null,
  person uuid not null references person (id) on delete cascade,
  at timestamptz not null,
  primary key (process, version, person)
);

-- Trainings of a process: what they were, which incidents they told of, and who was there.
create table process_training (
  id uuid primary key,
  process text not null,
  kind text not null,
  title text not null,
  held_on date not null,
  incidents text[] not null default '{}',
  attendees uuid[] not null,
  recorded_by uuid not null references person (id),
  recorded_at timestamptz not null
);
create index process_training_listed on process_training (process, held_on);
