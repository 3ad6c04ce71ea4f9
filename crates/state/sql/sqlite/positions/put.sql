insert into position (
    account, journey, phase, entered_on, entered_at
)
select
    value ->> 'account', value ->> 'journey', value ->> 'phase', value ->> 'entered_on', value ->> 'entered_at'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (account) do update
set
    journey = excluded.journey, phase = excluded.phase, entered_on = excluded.entered_on,
    entered_at = excluded.entered_at
