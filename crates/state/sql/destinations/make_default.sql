update destination
set is_default = case when id = $1 then 1 else 0 end
where
    substr(kind, 1, 5) = (select substr(chosen.kind, 1, 5) from destination as chosen where chosen.id = $1)
