update delivery
set
    state = 'sending', holder = $2, held_until = $3, fencing = fencing + 1, attempts = attempts + 1
where id in (select r.id::bigint from jsonb_array_elements_text($1::jsonb) as r (id)) and state = 'waiting'
returning
    id, encode(key, 'hex') as key, destination, kind, account, person, play, encode(run, 'hex') as run, step,
    payload, state, attempts, due_at, holder, fencing, held_until, last_error, created_at, sent_at
