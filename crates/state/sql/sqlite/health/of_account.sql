select
    account as "account!: i64", began as "began!: i64",
    max(day, coalesce((select d.day from health_list as d where d.model = $1 and d.version = $2), 0)) as "day!: i64",
    segment as "segment!: i64", previous_segment, changed_on, axis_bits, score_bits, coverage_bits as "coverage_bits!: i64",
    met_bits as "met_bits!: i64", known_bits as "known_bits!: i64", next_criterion
from current_health
where model = $1 and version = $2 and account = $3
