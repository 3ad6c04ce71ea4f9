delete from inbox
where
    seq in (
        select seq
        from inbox
        where seq <= (select coalesce(max(hi), 0) from seal where cleared_at is not null)
        order by seq
        limit $1
    )
