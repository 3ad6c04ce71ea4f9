select
    encode(key, 'hex') as key, play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at,
    marks, ended_at
from play_run
where account = $1
order by entered_at desc, key
limit $2
