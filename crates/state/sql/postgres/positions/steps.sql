select
    coalesce(
        json_agg(
            json_build_array(
                account, journey, step, done_at, member
            ) order by account, journey, step
        ),
        '[]'
    )::text
from (
    select *
    from step_done
    where $1::text is null
    union all
    select *
    from step_done
    where
        $1::text is not null
        and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
) as step_done_rows
