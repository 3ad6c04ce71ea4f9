update task
set alerted_at = $2
where id = $1 and state = 'open' and alerted_at is null
