select id
from person
order by id
