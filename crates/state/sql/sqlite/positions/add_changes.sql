insert into phase_change (
    account, journey, from_phase, to_phase, changed_on, changed_at, member, reason, cause
)
select
    value ->> 'account', value ->> 'journey', value ->> 'from_phase', value ->> 'to_phase', value ->> 'changed_on',
    value ->> 'changed_at', value ->> 'member', value ->> 'reason', value ->> 'cause'
from jsonb_each($1)
where true
order by jsonb_each.key
