select id, page, name, query, owner, shared
from saved_view
where page = $1 and (owner = $2 or shared = 1)
order by case when owner = $2 then 0 else 1 end, name, id
