delete from fact_id
where id in (select decode(r.id, 'hex') from jsonb_array_elements_text($1::jsonb) as r (id))
