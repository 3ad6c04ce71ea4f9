delete from transition
where (model, version, account, day) in (
    select t.model, t.version, t.account, t.day
    from jsonb_each($3) as d
    cross join transition as t
    where t.model = $1 and t.version = $2 and t.account = d.value ->> 0 and t.day >= d.value ->> 1
)
