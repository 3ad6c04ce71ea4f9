insert into health_list (model, version, day, revision)
values ($1, $2, 0, 1)
on conflict (model, version) do update set revision = health_list.revision + 1
