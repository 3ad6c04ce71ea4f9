insert into position (
    account, journey, phase, entered_on, entered_at
)
select distinct on (account)
    account, journey, phase, entered_on, entered_at
from rows from (jsonb_to_recordset($1::jsonb) as (
    account bigint, journey text, phase text, entered_on bigint, entered_at bigint
)) with ordinality as new (
    account, journey, phase, entered_on, entered_at, place
)
order by account, place desc
on conflict (account) do update
set
    journey = excluded.journey, phase = excluded.phase, entered_on = excluded.entered_on,
    entered_at = excluded.entered_at
