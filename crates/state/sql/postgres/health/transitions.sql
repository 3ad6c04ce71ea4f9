select
    coalesce(
        json_agg(json_build_array(account, day, from_segment, to_segment, moved) order by day desc, account), '[]'
    )::text
from transition
where model = $1 and version = $2 and day >= $3 and day <= $4
