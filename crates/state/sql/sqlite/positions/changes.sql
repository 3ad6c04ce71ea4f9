select json_group_array(json_array(
    seq, account, journey, from_phase, to_phase, changed_on, changed_at, member, reason, cause
)) as "rows!: String"
from (
    select *
    from phase_change
    where $1 is null
    union all
    select *
    from phase_change
    where
        $1 is not null
        and account in (select value from json_each($1))
    order by account, seq
)
