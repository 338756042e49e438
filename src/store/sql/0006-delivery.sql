-- Personal rules, limits and bundling of messages.

-- A person's own rules: this method, so long after the message is due; the list is written at once.
create table notification_rule (
  person uuid not null references person (id),
  urgency text not null check (urgency in ('page', 'notice')),
  position integer not null,
  method uuid not null references contact_method (id) on delete cascade,
  after_seconds integer not null check (after_seconds between 0 and 86400),
  primary key (person, urgency, position)
);
create index notification_rule_method on notification_rule (method);
alter table person add column rules_version integer not null default 1;

-- What the organisation sets otherwise than src/shell/limits.ts does.
alter table organisation add column limits jsonb not null default '{}';

-- One row per message let out to a person: what limits count, on all nodes. Freed again when it certainly did not go out.
create table send_slot (
  id bigint generated always as identity primary key,
  job text not null,
  person text not null,
  method text not null,
  channel text not null,
  page boolean not null,
  at timestamptz not null
);
create index send_slot_person on send_slot (person, at);
create index send_slot_job on send_slot (job);
create index send_slot_age on send_slot (at);

-- Until when a provider asked to be left alone (Retry-After), for all nodes.
create table provider_pause (channel text primary key, until timestamptz not null, reason text not null);

-- The digest that says a bundled message.
alter table job add column bundle text;
create index job_bundle on job (bundle) where bundle is not null;

-- How late a try was, in milliseconds, and the provider's later word on it.
alter table job_attempt add column late_ms integer;
alter table job_attempt add column heard text check (heard in ('sent', 'delivered', 'failed'));
alter table job_attempt add column heard_reason text;
alter table job_attempt add column heard_permanent boolean;
alter table job_attempt add column heard_at timestamptz;
alter table receipt add column permanent boolean not null default false;
