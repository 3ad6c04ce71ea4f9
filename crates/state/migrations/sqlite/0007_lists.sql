-- What lists say is written where it changes, and nowhere else: on a new day most accounts have the health that they had.

-- The day that the health of all accounts of a model's version is of: a row of current_health that is of an earlier one has
-- not changed since. And a number that grows with each change of the list.
create table health_list (
    model text not null,
    version integer not null,
    day integer not null,
    revision integer not null,
    primary key (model, version)
) strict, without rowid;

-- Which metrics the numbers of metric_now are of: their ids, as JSON.
create table metric_ids (
    id integer not null primary key,
    ids text not null unique
) strict;

-- Numbers side by side, eight bytes each, in the order of the ids. Derived: computed again by the next start.
drop table metric_now;
create table metric_now (
    account integer not null primary key references account (id),
    ids integer not null references metric_ids (id),
    numbers blob not null
) strict;
update derived set state = 'failed', ended_at = null where name = 'history';
