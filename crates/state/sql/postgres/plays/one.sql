select
    encode(key, 'hex') as key, play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at,
    marks, ended_at
from play_run
where key = $1
