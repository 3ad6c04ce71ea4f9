select kind, id, version, body, author, reason, effective_on, created_at
from definition
where
    kind = $1
    and version = (
        select max(version) from definition as other where other.kind = definition.kind and other.id = definition.id
    )
order by id
