insert into step_done (
    account, journey, step, done_at, member
)
select
    account, journey, step, done_at, member
from rows from (jsonb_to_recordset($1::jsonb) as (
    account bigint, journey text, step text, done_at bigint, member bigint
)) with ordinality as new (
    account, journey, step, done_at, member, place
)
order by place
on conflict (account, journey, step) do nothing
