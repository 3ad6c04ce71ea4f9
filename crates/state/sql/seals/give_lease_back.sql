update lease
set held_until = 0
where name = $1 and fencing = $2
