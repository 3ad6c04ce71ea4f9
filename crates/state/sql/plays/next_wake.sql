select min(wake_at) as "at: i64"
from play_run
where state = 'active'
