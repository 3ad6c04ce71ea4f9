insert into signal (
    account, signal, severity, raised_on, raised_at, true_on, cause
)
select
    value ->> 'account', value ->> 'signal', value ->> 'severity', value ->> 'raised_on', value ->> 'raised_at',
    value ->> 'true_on', value ->> 'cause'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (account, signal) where cleared_on is null do nothing
