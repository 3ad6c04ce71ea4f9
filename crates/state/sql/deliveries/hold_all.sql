update delivery
set state = 'held', last_error = $1, fencing = fencing + 1, holder = '', held_until = null
where state in ('waiting', 'sending')
