select json_group_array(json_array(account, play, entered_on)) as "rows!: String"
from (
    select account, play, max(entered_on) as entered_on
    from (
        select account, play, entered_on
        from play_run
        where $1 is null
        union all
        select account, play, entered_on
        from play_run
        where $1 is not null and account in (select value from json_each($1))
    )
    group by account, play
)
