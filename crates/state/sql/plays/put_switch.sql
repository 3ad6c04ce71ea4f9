insert into play_switch (play, state, version, changed_at, member, reason)
values ($1, $2, $3, $4, $5, $6)
on conflict (play) do update
set
    state = excluded.state, version = excluded.version, changed_at = excluded.changed_at, member = excluded.member,
    reason = excluded.reason
