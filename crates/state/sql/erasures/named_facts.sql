select seq, id, name, props
from inbox
where account = $1 and person = $2
