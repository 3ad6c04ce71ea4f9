insert into seal (k, lo, hi, facts, hash, state, fencing, opened_at)
values ($1, $2, $3, $4, $5, 'open', $6, $7)
