select id, page, name, query, owner, shared
from saved_view
where id = $1
