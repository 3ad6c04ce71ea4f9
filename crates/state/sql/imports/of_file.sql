select
    id, file_name, file_hash, kind, mapping, state, rows_read, rows_new, rows_updated, rows_unchanged, rows_rejected, report,
    rejects_file, started_at, started_by, ended_at
from import
where file_hash = $1 and state = 'done'
order by id desc
