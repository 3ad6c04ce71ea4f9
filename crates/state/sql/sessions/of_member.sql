select id, member, complete, created_at, seen_at, expires_at, browser, address
from session
where member = $1 and complete = 1
order by seen_at desc, id desc
