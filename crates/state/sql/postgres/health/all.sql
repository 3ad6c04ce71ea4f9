select
    coalesce(
        json_agg(
            json_build_array(
                account, began, greatest(day, since), segment, previous_segment, changed_on, axis_bits, score_bits,
                coverage_bits, met_bits, known_bits, next_criterion
            ) order by account
        ),
        '[]'
    )::text
from current_health
cross join
    lateral (
        select coalesce((select d.day from health_list as d where d.model = $1 and d.version = $2), 0) as since
    ) as of
where model = $1 and version = $2
