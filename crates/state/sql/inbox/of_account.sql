select seq, id, account, person, name, occurred_at, known_at, value_bits, props, source
from inbox
where account = $1 and seq > $2
order by seq
