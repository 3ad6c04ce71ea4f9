select id, source, hash, tail, created_at, revoked_at
from write_key
order by id
