select kind, destination, state, count(*) as deliveries
from delivery
group by kind, destination, state
order by kind, destination is null, destination, state
