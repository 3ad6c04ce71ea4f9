update touch
set people = (select json_group_array(named.value) from json_each(touch.people) as named where named.value <> $2)
where
    account = $1
    and exists (select 1 from json_each(touch.people) as named where named.value = $2)
