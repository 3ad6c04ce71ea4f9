insert into play_run (
    key, play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at, marks, ended_at
)
select
    unhex(value ->> 'key'), value ->> 'play', value ->> 'version', value ->> 'account', value ->> 'arm',
    value ->> 'cause', value ->> 'entered_on', value ->> 'entered_at', value ->> 'step', value ->> 'state',
    value ->> 'wake_at', value ->> 'marks', value ->> 'ended_at'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (key) do update
set
    step = excluded.step, state = excluded.state, wake_at = excluded.wake_at, marks = excluded.marks,
    ended_at = excluded.ended_at
