select person
from delivery
where id = $1
