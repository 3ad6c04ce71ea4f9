select account as "account!: i64", day as "day!: i64", from_segment, to_segment, moved
from transition
where model = $1 and version = $2 and account = $3
order by day desc
