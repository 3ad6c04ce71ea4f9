update member set totp_step = $2 where id = $1 and totp_step < $2
