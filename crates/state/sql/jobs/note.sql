update job
set done = $2, total = $3, note = $4, heartbeat_at = $5
where id = $1
