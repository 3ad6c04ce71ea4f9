insert into job (kind, args, state, done, total, note, created_at, created_by)
values ($1, $2, 'queued', 0, 0, '', $3, $4)
returning id
