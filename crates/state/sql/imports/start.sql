insert into import (
    file_name, file_hash, kind, mapping, state, rows_read, rows_new, rows_updated, rows_unchanged, rows_rejected,
    report, started_at, started_by
)
values ($1, $2, $3, $4, 'running', 0, 0, 0, 0, 0, '{}', $5, $6)
returning id
