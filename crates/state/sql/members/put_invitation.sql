insert into invitation (member, token_hash, expires_at)
values ($1, $2, $3)
on conflict (member) do update
set token_hash = excluded.token_hash, expires_at = excluded.expires_at
