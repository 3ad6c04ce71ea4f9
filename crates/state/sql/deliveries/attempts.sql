select n, started_at, ended_at, status, request, response, error
from delivery_attempt
where delivery = $1
order by n
