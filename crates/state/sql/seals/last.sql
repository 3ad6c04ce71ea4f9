select k, lo, hi, facts, hash, state, lake_version, opened_at, done_at, cleared_at
from seal
order by k desc
limit 1
