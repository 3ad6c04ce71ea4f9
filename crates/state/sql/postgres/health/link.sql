update current_health
set (previous_segment, changed_on) = (
    select t.from_segment, t.day
    from transition as t
    where t.model = current_health.model and t.version = current_health.version and t.account = current_health.account
    order by t.day desc
    limit 1
)
where model = $1 and version = $2 and account in (select id::bigint from jsonb_array_elements_text($3::jsonb) as r (id))
