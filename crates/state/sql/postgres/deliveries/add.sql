insert into delivery (
    attempts, holder, fencing, key, destination, kind, account, person, play, run, step, payload, state, due_at,
    last_error, created_at
)
select
    0, '', 0, decode(key, 'hex'), destination, kind, account, person, play, decode(run, 'hex'), step, payload,
    state, due_at, last_error, created_at
from rows from (jsonb_to_recordset($1::jsonb) as (
    key text, destination bigint, kind text, account bigint, person bigint, play text, run text, step text,
    payload text, state text, due_at bigint, last_error text, created_at bigint
)) with ordinality as new (
    key, destination, kind, account, person, play, run, step, payload, state, due_at, last_error, created_at, place
)
order by place
on conflict (key) do nothing
