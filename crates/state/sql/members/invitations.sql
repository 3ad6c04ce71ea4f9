select member, expires_at from invitation order by member
