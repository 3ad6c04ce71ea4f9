select json_group_array(json_array(
    delivery.account, lower(hex(delivery.run)), delivery.step, delivery.state, delivery.sent_at
)) as "rows!: String"
from delivery
inner join play_run on play_run.key = delivery.run
where
    play_run.state = 'active'
    and ($1 is null or play_run.account in (select value from json_each($1)))
