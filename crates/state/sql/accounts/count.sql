select count(*) as "count!" from account where merged_into is null
