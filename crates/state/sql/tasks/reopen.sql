update task
set state = 'open', outcome = '', reason = '', closed_at = null, closed_by = null
where id = $1 and state <> 'open'
