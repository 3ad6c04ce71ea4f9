insert into inbox (id, account, person, name, occurred_at, known_at, value_bits, props, source)
select
    decode(fact ->> 0, 'hex'), (fact ->> 1)::bigint, (fact ->> 2)::bigint, fact ->> 3, (fact ->> 4)::bigint,
    (fact ->> 5)::bigint, (fact ->> 6)::bigint, fact ->> 7, fact ->> 8
from jsonb_array_elements($1::jsonb) with ordinality as r (fact, place)
order by place
