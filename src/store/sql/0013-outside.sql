-- Whom we speak with outside: by whose clock, by which number, and who of us keeps the contact.
alter table contact add column zone text, add column phone text, add column owner uuid references person (id) on delete set null;

-- What is listed over all incidents by its rule, long after they are over.
create index duty_afterwards on duty (rule, due) where rule in ('refinements', 'follow_ups');
