insert into current_health (
    model, version, account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits,
    known_bits, next_criterion
)
select
    $1, $2, value ->> 0, value ->> 1, value ->> 2, value ->> 3, value ->> 4, value ->> 5, value ->> 6, value ->> 7, value ->> 8,
    value ->> 9, value ->> 10, value ->> 11
from jsonb_each($3)
where true
on conflict (model, version, account) do update
set
    began = excluded.began, day = excluded.day, segment = excluded.segment, previous_segment = excluded.previous_segment,
    changed_on = excluded.changed_on, axis_bits = excluded.axis_bits, score_bits = excluded.score_bits, coverage_bits = excluded.coverage_bits,
    met_bits = excluded.met_bits, known_bits = excluded.known_bits, next_criterion = excluded.next_criterion
