select
    id, encode(key, 'hex') as key, destination, kind, account, person, play, encode(run, 'hex') as run, step,
    payload, state, attempts, due_at, holder, fencing, held_until, last_error, created_at, sent_at
from delivery
where id = $1
