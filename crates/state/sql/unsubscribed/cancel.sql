update delivery
set state = 'cancelled', last_error = 'unsubscribed', fencing = fencing + 1
where person = $1 and kind = 'mail' and state in ('waiting', 'held')
