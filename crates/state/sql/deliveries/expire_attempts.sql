update delivery_attempt
set ended_at = $1, error = 'lease'
where
    ended_at is null
    and delivery in (select id from delivery where state = 'sending' and (held_until < $1 or holder = $2))
