select count(*) as "count!: i64"
from delivery
where state = 'sending' and kind = $1 and coalesce(destination, 0) = $2
