select
    (
        select json_group_array(json_array(id, signed_up_on))
        from (select id, signed_up_on from account where merged_into is null order by id)
    ) as "accounts!: String",
    (
        select json_group_array(json_array(account, starts_on, ends_on, monthly_minor, currency))
        from (select * from contract order by account, starts_on, id)
    ) as "contracts!: String",
    (
        select json_group_array(json_array(account, id, issued_on, left_on, champion))
        from (select * from person order by account, id)
    ) as "people!: String"
