select json_group_array(json_array(account, day, from_segment, to_segment, moved)) as "rows!: String"
from (
    select * from transition
    where model = $1 and version = $2 and day >= $3 and day <= $4
    order by day desc, account
)
