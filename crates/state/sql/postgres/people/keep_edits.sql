insert into person_change (person, field, before, after, changed_at, changed_by, cause)
select subject, field, before, after, $2::bigint, $3::bigint, $4::text
from rows from (jsonb_to_recordset($1::jsonb) as (subject bigint, field text, before text, after text))
    with ordinality as edit (subject, field, before, after, place)
order by place
