select key, coalesce(merged_into, id) as id
from account
where key in (select jsonb_array_elements_text($1::jsonb))
