update delivery
set
    state = 'sending', holder = $2, held_until = $3, fencing = fencing + 1, attempts = attempts + 1
where id in (select value from json_each($1)) and state = 'waiting'
returning
    id as "id!: i64", lower(hex(key)) as "key!: String", destination, kind, account, person, play,
    iif(run is null, null, lower(hex(run))) as "run?: String", step, payload, state, attempts, due_at, holder,
    fencing, held_until, last_error, created_at, sent_at
