select id
from erasure
where person = $1
limit 1
