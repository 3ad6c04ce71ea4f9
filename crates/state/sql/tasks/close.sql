update task
set state = $2, outcome = $3, reason = $4, closed_at = $5, closed_by = $6
where id = $1 and state = 'open'
