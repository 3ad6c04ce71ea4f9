insert into current_health (
    model, version, account, day, segment, previous_segment, changed_on, axes, score, coverage, met_bits, known_bits,
    next_criterion
)
select
    $1, $2, value ->> 'account', value ->> 'day', value ->> 'segment', value ->> 'previous_segment',
    value ->> 'changed_on', value ->> 'axes', value ->> 'score', value ->> 'coverage', value ->> 'met_bits',
    value ->> 'known_bits', value ->> 'next_criterion'
from json_each($3)
where true
on conflict (model, version, account) do update
set
    day = excluded.day, segment = excluded.segment, previous_segment = excluded.previous_segment,
    changed_on = excluded.changed_on, axes = excluded.axes, score = excluded.score, coverage = excluded.coverage,
    met_bits = excluded.met_bits, known_bits = excluded.known_bits, next_criterion = excluded.next_criterion
