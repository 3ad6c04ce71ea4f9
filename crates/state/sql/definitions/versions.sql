select kind, id, version, body, author, reason, effective_on, created_at
from definition
where kind = $1 and id = $2
order by version desc
