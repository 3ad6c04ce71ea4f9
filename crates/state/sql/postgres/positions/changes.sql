select
    coalesce(
        json_agg(
            json_build_array(
                seq, account, journey, from_phase, to_phase, changed_on, changed_at, member, reason, cause
            ) order by account, seq
        ),
        '[]'
    )::text
from (
    select *
    from phase_change
    where $1::text is null
    union all
    select *
    from phase_change
    where
        $1::text is not null
        and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
) as phase_change_rows
