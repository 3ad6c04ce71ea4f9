insert into destination (
    kind, name, config, secret, state, why_off, failures, is_default, changed_at, changed_by
)
values ($1, $2, $3, $4, 'on', '', 0, 0, $5, $6)
returning id
