select json_group_array(json_array(
    account, journey, phase, entered_on, entered_at
)) as "rows!: String"
from (
    select *
    from position
    where $1 is null
    union all
    select *
    from position
    where
        $1 is not null
        and account in (select value from json_each($1))
    order by account
)
