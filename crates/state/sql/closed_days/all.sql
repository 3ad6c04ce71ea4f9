select day, name
from closed_day
order by day
