select account, day, from_segment, to_segment, moved
from transition
where model = $1 and version = $2 and account = $3
order by day desc
