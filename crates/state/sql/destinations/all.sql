select id, kind, name, config, secret, state, why_off, failures, is_default, changed_at, changed_by
from destination
order by name
