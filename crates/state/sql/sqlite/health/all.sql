select json_group_array(json_array(
    account, began, max(day, since), segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits,
    known_bits, next_criterion
)) as "rows!: String"
from (
    select *, coalesce((select d.day from health_list as d where d.model = $1 and d.version = $2), 0) as since
    from current_health
    where model = $1 and version = $2
    order by account
)
