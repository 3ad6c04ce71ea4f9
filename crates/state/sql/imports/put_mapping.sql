insert into mapping (signature, file_name, kind, body, used_at)
values ($1, $2, $3, $4, $5)
on conflict (signature) do update
set file_name = excluded.file_name, kind = excluded.kind, body = excluded.body, used_at = excluded.used_at
