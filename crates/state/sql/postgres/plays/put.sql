insert into play_run (
    key, play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at, marks, ended_at
)
select distinct on (key)
    decode(key, 'hex'), play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at, marks,
    ended_at
from rows from (jsonb_to_recordset($1::jsonb) as (
    key text, play text, version bigint, account bigint, arm text, cause text, entered_on bigint, entered_at bigint,
    step text, state text, wake_at bigint, marks text, ended_at bigint
)) with ordinality as new (
    key, play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at, marks, ended_at, place
)
order by key, place desc
on conflict (key) do update
set
    step = excluded.step, state = excluded.state, wake_at = excluded.wake_at, marks = excluded.marks,
    ended_at = excluded.ended_at
