select json_group_array(json_array(
    account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits, known_bits,
    next_criterion
)) as "rows!: String"
from (select * from current_health where model = $1 and version = $2 order by account)
