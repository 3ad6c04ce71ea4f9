select
    (
        select count(*) from task join play_run on play_run.key = task.run
        where play_run.play = $1 and play_run.entered_on <= $2 and task.state = 'done'
    ) as "tasks!: i64",
    (
        select count(*) from delivery join play_run on play_run.key = delivery.run
        where play_run.play = $1 and play_run.entered_on <= $2 and delivery.kind = 'mail' and delivery.state = 'sent'
    ) as "mails!: i64"
