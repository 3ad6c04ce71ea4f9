select
    (select count(*) from account where merged_into is null) as accounts,
    (select count(*) from contract) as contracts,
    (select count(*) from person) as people
