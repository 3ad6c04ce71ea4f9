select
    coalesce(
        json_agg(
            json_build_array(
                account, journey, phase, entered_on, entered_at
            ) order by account
        ),
        '[]'
    )::text
from (
    select *
    from position
    where $1::text is null
    union all
    select *
    from position
    where
        $1::text is not null
        and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
) as position_rows
