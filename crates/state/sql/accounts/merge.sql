update account
set merged_into = $2, changed_at = $3
where id = $1 or merged_into = $1
