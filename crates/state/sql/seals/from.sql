select k, lo, hi, facts, hash, state, lake_version, opened_at, done_at, cleared_at
from seal
where k >= $1
order by k
