select play, arm, state, count(*) as "runs!: i64"
from play_run
group by play, arm, state
order by play, arm, state
