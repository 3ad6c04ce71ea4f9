select
    coalesce(
        json_agg(
            json_build_array(
                seq, encode(id, 'hex'), account, person, name, occurred_at, known_at, value_bits, props, source
            ) order by seq
        ),
        '[]'
    )::text
from (select * from inbox where seq > $1 and seq <= $2 order by seq limit $3) as page
