select id, kind, args, state, done, total, note, created_at, created_by, started_at, heartbeat_at, ended_at
from job
order by id desc
limit $1
