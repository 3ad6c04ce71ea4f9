select
    (select count(*) from account where merged_into is null) as "accounts!: i64",
    (select count(*) from contract) as "contracts!: i64",
    (select count(*) from person) as "people!: i64"
