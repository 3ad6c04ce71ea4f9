insert into write_key (source, hash, tail, created_at, created_by)
values ($1, $2, $3, $4, $5)
returning id as "id!: i64"
