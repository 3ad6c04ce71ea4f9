insert into derived (name, state, computed_to, inbox_seq, definitions, done, total, note, started_at, ended_at)
values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
on conflict (name) do update
set
    state = excluded.state, computed_to = excluded.computed_to, inbox_seq = excluded.inbox_seq,
    definitions = excluded.definitions, done = excluded.done, total = excluded.total, note = excluded.note,
    started_at = excluded.started_at, ended_at = excluded.ended_at
