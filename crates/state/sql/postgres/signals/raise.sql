insert into signal (
    account, signal, severity, raised_on, raised_at, true_on, cause
)
select
    account, signal, severity, raised_on, raised_at, true_on, cause
from rows from (jsonb_to_recordset($1::jsonb) as (
    account bigint, signal text, severity text, raised_on bigint, raised_at bigint, true_on bigint, cause text
)) with ordinality as new (
    account, signal, severity, raised_on, raised_at, true_on, cause, place
)
order by place
on conflict (account, signal) where cleared_on is null do nothing
