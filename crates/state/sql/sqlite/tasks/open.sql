select json_group_array(json_array(
    id, iif(key is null, null, lower(hex(key))), account, play, iif(run is null, null, lower(hex(run))), step,
    title, body, checklist, needs_hypothesis, hypothesis, owner, due_on, first_due_on, state, outcome, reason,
    created_at, created_by, closed_at, closed_by, alerted_at, worth_minor, signal
)) as "rows!: String"
from (
    select *
    from task
    where $1 is null and state = 'open'
    union all
    select *
    from task
    where
        $1 is not null
        and account in (select value from json_each($1))
        and state = 'open'
    order by due_on, id
)
