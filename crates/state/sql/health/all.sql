select account, day, segment, previous_segment, changed_on, axes, score, coverage, met_bits, known_bits, next_criterion
from current_health
where model = $1 and version = $2
order by account
