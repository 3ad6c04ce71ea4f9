update erasure
set person = $2, lake_before = $3, done_at = $4, facts = $5, edits = $6, mentions = $7, files = $8
where id = $1
