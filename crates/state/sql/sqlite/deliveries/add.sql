insert into delivery (
    attempts, holder, fencing, key, destination, kind, account, person, play, run, step, payload, state, due_at,
    last_error, created_at
)
select
    0, '', 0, unhex(value ->> 'key'), value ->> 'destination', value ->> 'kind', value ->> 'account',
    value ->> 'person', value ->> 'play', unhex(value ->> 'run'), value ->> 'step', value ->> 'payload',
    value ->> 'state', value ->> 'due_at', value ->> 'last_error', value ->> 'created_at'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (key) do nothing
