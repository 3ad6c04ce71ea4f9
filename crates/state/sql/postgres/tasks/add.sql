insert into task (
    key, account, play, run, step, title, body, checklist, needs_hypothesis, hypothesis, owner, due_on,
    first_due_on, state, outcome, reason, created_at, created_by, closed_at, closed_by, alerted_at, worth_minor,
    signal
)
select
    decode(key, 'hex'), account, play, decode(run, 'hex'), step, title, body, checklist, needs_hypothesis,
    hypothesis, owner, due_on, first_due_on, state, outcome, reason, created_at, created_by, closed_at, closed_by,
    alerted_at, worth_minor, signal
from rows from (jsonb_to_recordset($1::jsonb) as (
    key text, account bigint, play text, run text, step text, title text, body text, checklist text,
    needs_hypothesis bigint, hypothesis text, owner bigint, due_on bigint, first_due_on bigint, state text,
    outcome text, reason text, created_at bigint, created_by bigint, closed_at bigint, closed_by bigint,
    alerted_at bigint, worth_minor bigint, signal text
)) with ordinality as new (
    key, account, play, run, step, title, body, checklist, needs_hypothesis, hypothesis, owner, due_on,
    first_due_on, state, outcome, reason, created_at, created_by, closed_at, closed_by, alerted_at, worth_minor,
    signal, place
)
order by place
on conflict (key) do nothing
returning id
