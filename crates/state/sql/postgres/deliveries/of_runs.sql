select
    coalesce(
        json_agg(json_build_array(delivery.account, encode(delivery.run, 'hex'), delivery.step, delivery.state, delivery.sent_at)),
        '[]'
    )::text
from delivery
inner join play_run on play_run.key = delivery.run
where
    play_run.state = 'active'
    and (
        $1::text is null
        or play_run.account in (select r.account::bigint from jsonb_array_elements_text($1::jsonb) as r (account))
    )
