select id
from inbox
where account = $1 and person = $2
