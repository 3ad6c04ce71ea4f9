delete from session where expires_at <= $1 or seen_at <= $2
