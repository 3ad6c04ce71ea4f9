insert into definition (kind, id, version, body, author, reason, effective_on, created_at)
values ($1, $2, $3, $4, $5, $6, $7, $8)
