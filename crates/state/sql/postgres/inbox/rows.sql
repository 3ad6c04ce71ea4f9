select coalesce(json_agg(json_build_array(account, person, name, occurred_at, value_bits, props)), '[]')::text
from inbox
where seq > $1 and seq <= $2
