update import
set
    state = $2, rows_read = $3, rows_new = $4, rows_updated = $5, rows_unchanged = $6, rows_rejected = $7,
    report = $8, rejects_file = $9, ended_at = $10
where id = $1
