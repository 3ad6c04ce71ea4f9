select json_group_array(json_array(
    task.account, lower(hex(task.run)), task.step, task.state, task.closed_at
)) as "rows!: String"
from task
inner join play_run on play_run.key = task.run
where
    play_run.state = 'active'
    and ($1 is null or play_run.account in (select value from json_each($1)))
