select count(*) from recovery_code where member = $1 and used_at is null
