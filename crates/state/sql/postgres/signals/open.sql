select
    coalesce(
        json_agg(
            json_build_array(
                id, account, signal, severity, raised_on, raised_at, true_on, cleared_on, cleared_at, cause
            ) order by account, id
        ),
        '[]'
    )::text
from (
    select *
    from signal
    where $1::text is null and cleared_on is null
    union all
    select *
    from signal
    where
        $1::text is not null
        and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
        and cleared_on is null
) as signal_rows
