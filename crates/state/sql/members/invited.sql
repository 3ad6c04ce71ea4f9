select member from invitation where token_hash = $1 and expires_at > $2
