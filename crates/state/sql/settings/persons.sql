select cast(
    (select count(*) from person) + (select count(*) from waiting_event) + (select count(*) from user_account)
    + (select count(*) from import)
    as bigint
) as "rows!: i64"
