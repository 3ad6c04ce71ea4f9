insert into delivery_attempt (delivery, n, started_at, request, response, error)
select id, fencing, $2::bigint, '', '', ''
from delivery
where id in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id))
