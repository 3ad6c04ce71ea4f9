select
    coalesce(
        json_agg(
            json_build_array(
                id, encode(key, 'hex'), account, play, encode(run, 'hex'), step, title, body, checklist,
                needs_hypothesis, hypothesis, owner, due_on, first_due_on, state, outcome, reason, created_at,
                created_by, closed_at, closed_by, alerted_at, worth_minor, signal
            ) order by due_on, id
        ),
        '[]'
    )::text
from (
    select *
    from task
    where $1::text is null and state = 'open'
    union all
    select *
    from task
    where
        $1::text is not null
        and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
        and state = 'open'
) as task_rows
