select
    coalesce((select max(id) from account), 0) || '.' ||
    coalesce((select max(seq) from account_change), 0) || '.' ||
    coalesce((select max(id) from contract), 0) || '.' ||
    coalesce((select max(seq) from contract_change), 0) || '.' ||
    coalesce((select max(id) from touch), 0) || '.' ||
    coalesce((select max(seq) from event), 0) || '.' ||
    coalesce((select max(ended_at) from derived), 0) || '.' ||
    coalesce((select max(created_at) from definition), 0) || '.' ||
    (select count(*) from definition) as "revision!"
