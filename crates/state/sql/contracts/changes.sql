select field, before, after, contract_change.changed_at, changed_by, cause
from contract_change
inner join contract on contract.id = contract_change.contract
where contract.key = $1
order by seq desc
limit 1000
