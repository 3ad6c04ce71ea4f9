select json_group_array(json_array(
    account, journey, step, done_at, member
)) as "rows!: String"
from (
    select *
    from step_done
    where $1 is null
    union all
    select *
    from step_done
    where
        $1 is not null
        and account in (select value from json_each($1))
    order by account, journey, step
)
