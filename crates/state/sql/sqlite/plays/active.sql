select json_group_array(json_array(
    lower(hex(key)), play, version, account, arm, cause, entered_on, entered_at, step, state, wake_at, marks,
    ended_at
)) as "rows!: String"
from (
    select *
    from play_run
    where $1 is null and state = 'active'
    union all
    select *
    from play_run
    where
        $1 is not null
        and account in (select value from json_each($1))
        and state = 'active'
    order by account, play, entered_at, key
)
