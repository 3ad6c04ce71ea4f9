select
    id as "id!: i64", iif(key is null, null, lower(hex(key))) as "key?: String", account, play,
    iif(run is null, null, lower(hex(run))) as "run?: String", step, title, body, checklist, needs_hypothesis,
    hypothesis, owner, due_on, first_due_on, state, outcome, reason, created_at, created_by, closed_at, closed_by,
    alerted_at, worth_minor, signal
from task
where state = 'open' and due_on < $1
order by due_on, id
