select id, person, lake_before, requested_at, requested_by, done_at, facts, edits, mentions, files
from erasure
where done_at is null
order by id
