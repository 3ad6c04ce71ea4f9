insert into event (occurred_at, member, verb, object, object_id, detail)
values ($1, $2, $3, $4, $5, $6)
