select json_group_array(json_array(t.account, t.day, t.from_segment)) as "rows!: String"
from (
    select t.account, t.day, t.from_segment
    from jsonb_each($3) as d
    cross join transition as t
    where t.model = $1 and t.version = $2 and t.account = d.value ->> 0 and t.day >= d.value ->> 1
    order by t.account, t.day
) as t
