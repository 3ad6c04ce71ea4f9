select id, key, account, product, monthly_minor, currency, starts_on, ends_on, auto_renew, decline_by, ringi, decider
from contract
where key in (select jsonb_array_elements_text($1::jsonb))
