insert into erasure (person, requested_at, requested_by, facts, edits, mentions, files)
values ($1, $2, $3, 0, 0, 0, 0)
returning id
