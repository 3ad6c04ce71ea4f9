-- What lists say is written where it changes, and nowhere else: on a new day most accounts have the health that they had.

-- The day that the health of all accounts of a model's version is of: a row of current_health that is of an earlier one has
-- not changed since. And a number that grows with each change of the list.
create table health_list (
    model text collate "C" not null,
    version bigint not null,
    day bigint not null,
    revision bigint not null,
    primary key (model, version)
);

-- Which metrics the numbers of metric_now are of: their ids, as JSON.
create table metric_ids (
    id bigint generated always as identity primary key,
    ids text collate "C" not null unique
);

-- Numbers side by side, eight bytes each, in the order of the ids. Derived: computed again by the next start.
drop table metric_now;
create table metric_now (
    account bigint not null primary key references account (id),
    ids bigint not null references metric_ids (id),
    numbers bytea not null
);
update derived set state = 'failed', ended_at = null where name = 'history';
