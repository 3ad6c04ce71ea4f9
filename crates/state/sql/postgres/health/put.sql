insert into current_health (
    model, version, account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits,
    known_bits, next_criterion
)
select distinct on ((new ->> 0)::bigint)
    $1::text, $2::bigint, (new ->> 0)::bigint, (new ->> 1)::bigint, (new ->> 2)::bigint, (new ->> 3)::bigint,
    (new ->> 4)::bigint, (new ->> 5)::bigint, new ->> 6, (new ->> 7)::bigint, (new ->> 8)::bigint, (new ->> 9)::bigint,
    (new ->> 10)::bigint, (new ->> 11)::bigint
from jsonb_array_elements($3::jsonb) with ordinality as r (new, place)
order by (new ->> 0)::bigint, place desc
on conflict (model, version, account) do update
set
    began = excluded.began, day = excluded.day, segment = excluded.segment, previous_segment = excluded.previous_segment,
    changed_on = excluded.changed_on, axis_bits = excluded.axis_bits, score_bits = excluded.score_bits, coverage_bits = excluded.coverage_bits,
    met_bits = excluded.met_bits, known_bits = excluded.known_bits, next_criterion = excluded.next_criterion
