insert into source (name, browser, makes_accounts, per_minute, created_at, created_by)
values ($1, $2, $3, $4, $5, $6)
returning id as "id!: i64"
