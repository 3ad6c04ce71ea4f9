update task
set alerted_at = case when $2 > due_on then null else alerted_at end, due_on = $2, reason = $3
where id = $1 and state = 'open'
