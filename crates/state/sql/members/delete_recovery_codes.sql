delete from recovery_code where member = $1
