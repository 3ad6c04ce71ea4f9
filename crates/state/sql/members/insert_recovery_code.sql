insert into recovery_code (member, code_hash) values ($1, $2)
