update job
set state = 'running', started_at = coalesce(started_at, $1), heartbeat_at = $1
where id = (
    select min(waiting.id)
    from job as waiting
    where waiting.state = 'queued' or (waiting.state = 'running' and waiting.heartbeat_at < $2)
)
returning
    id as "id!: i64", kind, args, state, done, total, note, created_at, created_by, started_at, heartbeat_at, ended_at
