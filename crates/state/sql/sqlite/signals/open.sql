select json_group_array(json_array(
    id, account, signal, severity, raised_on, raised_at, true_on, cleared_on, cleared_at, cause
)) as "rows!: String"
from (
    select *
    from signal
    where $1 is null and cleared_on is null
    union all
    select *
    from signal
    where
        $1 is not null
        and account in (select value from json_each($1))
        and cleared_on is null
    order by account, id
)
