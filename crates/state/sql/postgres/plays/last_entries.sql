select coalesce(json_agg(json_build_array(account, play, entered_on)), '[]')::text
from (
    select account, play, max(entered_on) as entered_on
    from (
        select account, play, entered_on
        from play_run
        where $1::text is null
        union all
        select account, play, entered_on
        from play_run
        where
            $1::text is not null
            and account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
    ) as runs
    group by account, play
) as entries
