select
    coalesce(
        json_agg(
            json_build_array(
                account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits,
                known_bits, next_criterion
            ) order by account
        ),
        '[]'
    )::text
from current_health
where model = $1 and version = $2
