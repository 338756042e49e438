-- A version of a process may be planned: it comes into force at its instant without anybody being there.
alter table pack drop constraint pack_status_check;
alter table pack add constraint pack_status_check check (status in ('draft', 'planned', 'active', 'retired'));
alter table pack add constraint pack_planned_at check (status <> 'planned' or effective_from is not null);

-- Every version as it stands now: what was planned for an instant that has come is in force, and what was before it is not any more.
create view pack_standing as
  select key, version, text, origin, effective_from, created_at,
    case when not due then status
      when row_number() over (partition by key, due order by status = 'planned' desc, effective_from desc, version desc) = 1 then 'active'
      else 'retired' end as status
  from (select p.*, p.status = 'active' or (p.status = 'planned' and p.effective_from <= coalesce((select c.now from rehearsal_clock c), now())) as due from pack p) as standing;

-- Who looks after a process, when it was last read over, and when it was last tried out (R-PD-S09).
create table process_care (
  process text primary key,
  owner uuid references person (id) on delete set null,
  reviewed_at timestamptz,
  reviewed_by uuid references person (id) on delete set null,
  tested_at timestamptz,
  tested_by uuid references person (id) on delete set null,
  version integer not null default 1
);
