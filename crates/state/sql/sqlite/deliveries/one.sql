select
    id as "id!: i64", lower(hex(key)) as "key!: String", destination, kind, account, person, play,
    iif(run is null, null, lower(hex(run))) as "run?: String", step, payload, state, attempts, due_at, holder,
    fencing, held_until, last_error, created_at, sent_at
from delivery
where id = $1
