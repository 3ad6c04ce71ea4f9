select
    id as "id!: i64", lower(hex(key)) as "key!: String", destination, kind, account, person, play,
    iif(run is null, null, lower(hex(run))) as "run?: String", step, payload, state, attempts, due_at, holder,
    fencing, held_until, last_error, created_at, sent_at
from delivery
where
    id < $1
    and (state = $2 or $2 is null)
    and (destination = $3 or $3 is null)
    and (play = $4 or $4 is null)
    and (account = $5 or $5 is null)
    and (person = $6 or $6 is null)
    and (kind = $7 or $7 is null)
order by id desc
limit $8
