insert into inbox (id, account, person, name, occurred_at, known_at, value_bits, props, source)
select
    unhex(value ->> 0), value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7,
    value ->> 8
from jsonb_each($1)
order by jsonb_each.key
