update delivery
set state = 'waiting', due_at = $2, last_error = ''
where state = 'held' and last_error = $1
