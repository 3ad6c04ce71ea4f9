select coalesce((select seq from sqlite_sequence where name = 'inbox'), 0) as "last!: i64"
