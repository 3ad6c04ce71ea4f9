select id, member, complete, created_at, seen_at, expires_at, browser, address
from session
where token_hash = $1
