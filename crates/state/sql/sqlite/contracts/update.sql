update contract
set
    account = value ->> 'account', product = value ->> 'product', monthly_minor = value ->> 'monthly_minor',
    currency = value ->> 'currency', starts_on = value ->> 'starts_on', ends_on = value ->> 'ends_on',
    auto_renew = value ->> 'auto_renew', decline_by = value ->> 'decline_by', ringi = value ->> 'ringi',
    decider = value ->> 'decider', changed_at = $2
from jsonb_each($1)
where contract.id = value ->> 'id'
