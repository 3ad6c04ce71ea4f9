select account, began, day, segment, previous_segment, changed_on, axis_bits, score_bits, coverage_bits, met_bits, known_bits, next_criterion
from current_health
where model = $1 and version = $2 and account = $3
