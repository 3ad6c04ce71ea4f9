select day, segment, accounts, cmrr_minor
from segment_share
where model = $1 and version = $2 and day >= $3 and day <= $4
order by day, segment
