select signature, file_name, kind, body, used_at
from mapping
where signature = $1
