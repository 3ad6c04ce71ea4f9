select person
from unsubscribed
where person in (select value from json_each($1))
