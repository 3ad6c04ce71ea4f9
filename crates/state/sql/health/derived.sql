select name, state, computed_to, inbox_seq, definitions, done, total, note, started_at, ended_at
from derived
where name = $1
