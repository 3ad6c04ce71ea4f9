select coalesce(max(hi), 0) as "hi!: i64" from seal where cleared_at is not null
