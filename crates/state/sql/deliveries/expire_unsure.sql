update delivery
set state = 'unsure', last_error = 'lease', holder = '', held_until = null
where state = 'sending' and kind <> 'webhook' and (held_until < $1 or holder = $2)
