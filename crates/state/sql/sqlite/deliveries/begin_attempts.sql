insert into delivery_attempt (delivery, n, started_at, request, response, error)
select id, fencing, $2, '', '', ''
from delivery
where id in (select value from json_each($1))
