select fact as "fact!: Vec<u8>"
from touch
where
    account = $1 and fact is not null
    and exists (select 1 from json_each(touch.people) as named where named.value = $2)
