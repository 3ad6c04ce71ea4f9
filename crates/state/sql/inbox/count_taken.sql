select
    cast(
        (select coalesce(sum(facts), 0) from seal)
        + (select count(*) from inbox where seq > (select coalesce(max(hi), 0) from seal))
        as bigint
    ) as "count!: i64"
