insert into unsubscribed (person, since, delivery)
values ($1, $2, $3)
on conflict (person) do nothing
