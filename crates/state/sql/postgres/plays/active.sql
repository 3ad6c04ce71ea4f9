select
    coalesce(
        json_agg(
            json_build_array(
                encode(key, 'hex'), play, version, account, arm, cause, entered_on, entered_at, step, state,
                wake_at, marks, ended_at
            ) order by account, play, entered_at, key
        ),
        '[]'
    )::text
from (
    select *
    from play_run
    where $1::text is null and state = 'active'
    union all
    select *
    from play_run
    where
        $1::text is not null
        and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
        and state = 'active'
) as play_run_rows
