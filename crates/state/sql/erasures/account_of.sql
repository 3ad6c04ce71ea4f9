select account
from person
where id = $1
