select id, payload, last_error
from delivery
where person is not null and id > $1
order by id
limit $2
