select
    id, encode(key, 'hex') as key, account, play, encode(run, 'hex') as run, step, title, body, checklist,
    needs_hypothesis, hypothesis, owner, due_on, first_due_on, state, outcome, reason, created_at, created_by,
    closed_at, closed_by, alerted_at, worth_minor, signal
from task
where account = $1
order by id desc
limit $2
