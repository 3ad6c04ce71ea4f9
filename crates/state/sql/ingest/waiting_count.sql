select count(*) as "events!: i64"
from waiting_event
