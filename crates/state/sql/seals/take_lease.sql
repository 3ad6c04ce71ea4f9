insert into lease (name, holder, fencing, held_until)
values ($1, $2, 1, $4)
on conflict (name) do update
set
    fencing = case when lease.holder = excluded.holder then lease.fencing else lease.fencing + 1 end,
    holder = excluded.holder,
    held_until = excluded.held_until
where lease.holder = excluded.holder or lease.held_until < $3
returning fencing
