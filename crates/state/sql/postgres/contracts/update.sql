update contract
set
    account = new.account, product = new.product, monthly_minor = new.monthly_minor, currency = new.currency,
    starts_on = new.starts_on, ends_on = new.ends_on, auto_renew = new.auto_renew, decline_by = new.decline_by,
    ringi = new.ringi, decider = new.decider, changed_at = $2
from jsonb_to_recordset($1::jsonb) as new (
    id bigint, account bigint, product text, monthly_minor bigint, currency text, starts_on bigint, ends_on bigint,
    auto_renew bigint, decline_by bigint, ringi text, decider text
)
where contract.id = new.id
