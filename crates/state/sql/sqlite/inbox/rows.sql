select json_group_array(json_array(account, person, name, occurred_at, value_bits, props)) as "rows!: String"
from inbox
where seq > $1 and seq <= $2
