select coalesce(max(id), 0) as "id!: i64"
from erasure
