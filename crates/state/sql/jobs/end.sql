update job
set state = $2, note = $3, heartbeat_at = $4, ended_at = $4
where id = $1
