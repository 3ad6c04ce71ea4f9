insert into task (
    key, account, play, run, step, title, body, checklist, needs_hypothesis, hypothesis, owner, due_on,
    first_due_on, state, outcome, reason, created_at, created_by, closed_at, closed_by, alerted_at, worth_minor,
    signal
)
select
    unhex(value ->> 'key'), value ->> 'account', value ->> 'play', unhex(value ->> 'run'), value ->> 'step',
    value ->> 'title', value ->> 'body', value ->> 'checklist', value ->> 'needs_hypothesis',
    value ->> 'hypothesis', value ->> 'owner', value ->> 'due_on', value ->> 'first_due_on', value ->> 'state',
    value ->> 'outcome', value ->> 'reason', value ->> 'created_at', value ->> 'created_by', value ->> 'closed_at',
    value ->> 'closed_by', value ->> 'alerted_at', value ->> 'worth_minor', value ->> 'signal'
from jsonb_each($1)
where true
order by jsonb_each.key
on conflict (key) do nothing
returning id as "id!: i64"
