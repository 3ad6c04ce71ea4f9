select kind, destination as "destination?: i64", state, count(*) as "deliveries!: i64"
from delivery
group by kind, destination, state
order by kind, destination is null, destination, state
