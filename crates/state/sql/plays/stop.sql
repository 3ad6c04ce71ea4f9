update play_run
set state = 'stopped', wake_at = null, ended_at = $2
where play = $1 and state = 'active'
