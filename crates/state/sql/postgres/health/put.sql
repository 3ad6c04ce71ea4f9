insert into current_health (
    model, version, account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits,
    known_bits, next_criterion
)
select distinct on (account)
    $1::text, $2::bigint, account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits,
    met_bits, known_bits, next_criterion
from rows from (jsonb_to_recordset($3::jsonb) as (
    account bigint, began bigint, day bigint, segment bigint, previous_segment bigint, changed_on bigint, axis_bits text,
    score_bits bigint, coverage_bits bigint, met_bits bigint, known_bits bigint, next_criterion bigint
)) with ordinality as new (
    account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits, known_bits,
    next_criterion, place
)
order by account, place desc
on conflict (model, version, account) do update
set
    began = excluded.began, day = excluded.day, segment = excluded.segment, previous_segment = excluded.previous_segment,
    changed_on = excluded.changed_on, axis_bits = excluded.axis_bits, score_bits = excluded.score_bits, coverage_bits = excluded.coverage_bits,
    met_bits = excluded.met_bits, known_bits = excluded.known_bits, next_criterion = excluded.next_criterion
