insert into contract (
    key, account, product, monthly_minor, currency, starts_on, ends_on, auto_renew, decline_by, ringi, decider,
    created_at, changed_at
)
select
    value ->> 'key', value ->> 'account', value ->> 'product', value ->> 'monthly_minor', value ->> 'currency',
    value ->> 'starts_on', value ->> 'ends_on', value ->> 'auto_renew', value ->> 'decline_by', value ->> 'ringi',
    value ->> 'decider', $2, $2
from jsonb_each($1)
order by jsonb_each.key
