insert into tombstone (hash, erasure)
values ($1, $2)
on conflict (hash) do nothing
