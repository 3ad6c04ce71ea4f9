insert into contract (
    key, account, product, monthly_minor, currency, starts_on, ends_on, auto_renew, decline_by, ringi, decider,
    created_at, changed_at
)
select
    key, account, product, monthly_minor, currency, starts_on, ends_on, auto_renew, decline_by, ringi, decider,
    $2::bigint, $2::bigint
from rows from (jsonb_to_recordset($1::jsonb) as (
    key text, account bigint, product text, monthly_minor bigint, currency text, starts_on bigint, ends_on bigint,
    auto_renew bigint, decline_by bigint, ringi text, decider text
)) with ordinality as new (
    key, account, product, monthly_minor, currency, starts_on, ends_on, auto_renew, decline_by, ringi, decider, place
)
order by place
