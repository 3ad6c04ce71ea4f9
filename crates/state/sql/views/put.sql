insert into saved_view (page, name, query, owner, shared, created_at, changed_at)
values ($1, $2, $3, $4, $5, $6, $6)
on conflict (page, owner, name) do update
set query = excluded.query, shared = excluded.shared, changed_at = excluded.changed_at
returning id
