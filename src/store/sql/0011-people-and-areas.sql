-- What somebody can do in an incident: whom to ask to manage, to work, to speak with customers.

alter table person
  add column job_title text not null default '',
  add column can_manage boolean not null default false,
  -- Areas by id; one that is removed means nothing any more.
  add column understands uuid[] not null default '{}',
  -- Area id → 1 to 5.
  add column skills jsonb not null default '{}';
create index person_understands on person using gin (understands);
create index person_skills on person using gin (skills);
