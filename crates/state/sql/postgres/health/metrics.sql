select account, ids, numbers
from metric_now
where $1::text is null or account in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id))
order by account
