select
    coalesce(
        json_agg(json_build_array(task.account, encode(task.run, 'hex'), task.step, task.state, task.closed_at)),
        '[]'
    )::text
from task
inner join play_run on play_run.key = task.run
where
    play_run.state = 'active'
    and (
        $1::text is null
        or play_run.account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
    )
