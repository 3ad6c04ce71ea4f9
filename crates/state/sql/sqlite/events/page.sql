select seq, occurred_at, member, verb, object, object_id, detail
from event
where
    seq < $1
    and (member = $2 or $2 is null)
    and (object = $3 or $3 is null)
    and (verb = $4 or $4 is null)
    and (instr(lower(detail), lower($5)) > 0 or instr(lower(object_id), lower($5)) > 0 or $5 is null)
order by seq desc
limit $6
