select
    (
        select coalesce(json_agg(json_build_array(id, signed_up_on) order by id), '[]')::text
        from account
        where merged_into is null
    ) as accounts,
    (
        select
            coalesce(
                json_agg(
                    json_build_array(account, starts_on, ends_on, monthly_minor, currency) order by account, starts_on, id
                ),
                '[]'
            )::text
        from contract
    ) as contracts,
    (
        select
            coalesce(
                json_agg(json_build_array(account, id, issued_on, left_on, champion) order by account, id), '[]'
            )::text
        from person
    ) as people
