update touch
set people = (
    select coalesce(jsonb_agg(named.value order by named.place), '[]'::jsonb)::text
    from jsonb_array_elements(touch.people::jsonb) with ordinality as named (value, place)
    where named.value <> to_jsonb($2::bigint)
)
where account = $1 and touch.people::jsonb @> to_jsonb($2::bigint)
