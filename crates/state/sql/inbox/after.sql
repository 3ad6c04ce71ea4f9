select seq, id, account, person, name, occurred_at, known_at, value_bits, props, source
from inbox
where seq > $1
order by seq
limit $2
