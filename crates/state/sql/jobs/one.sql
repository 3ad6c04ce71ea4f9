select id, kind, args, state, done, total, note, created_at, created_by, started_at, heartbeat_at, ended_at
from job
where id = $1
