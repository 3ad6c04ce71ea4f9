insert into session (token_hash, member, complete, created_at, seen_at, expires_at, browser, address)
values ($1, $2, $3, $4, $4, $5, $6, $7)
returning id as "id!"
