select greatest((select coalesce(max(seq), 0) from inbox), (select coalesce(max(hi), 0) from seal))
