select json_group_array(json_array(
    seq, hex(id), account, person, name, occurred_at, known_at, value_bits, props, source
)) as "rows!: String"
from (select * from inbox where seq > $1 and seq <= $2 order by seq limit $3)
