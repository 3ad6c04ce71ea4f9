insert into step_done (
    account, journey, step, done_at, member
)
select
    value ->> 'account', value ->> 'journey', value ->> 'step', value ->> 'done_at', value ->> 'member'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (account, journey, step) do nothing
