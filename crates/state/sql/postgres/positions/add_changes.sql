insert into phase_change (
    account, journey, from_phase, to_phase, changed_on, changed_at, member, reason, cause
)
select
    account, journey, from_phase, to_phase, changed_on, changed_at, member, reason, cause
from rows from (jsonb_to_recordset($1::jsonb) as (
    account bigint, journey text, from_phase text, to_phase text, changed_on bigint, changed_at bigint,
    member bigint, reason text, cause text
)) with ordinality as new (
    account, journey, from_phase, to_phase, changed_on, changed_at, member, reason, cause, place
)
order by place
