select
    exists (select 1 from contract) as "contracts!: bool",
    exists (select 1 from person) as "people!: bool"
