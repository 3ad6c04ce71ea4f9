-- Facts that products send over HTTP.

-- A product or a service that sends. Its id is part of the identity of its facts, so it outlives its keys.
create table source (
    id integer not null primary key autoincrement,
    name text not null unique,
    browser integer not null check (browser in (0, 1)),
    makes_accounts integer not null check (makes_accounts in (0, 1)),
    per_minute integer check (per_minute > 0),
    created_at integer not null,
    created_by integer
) strict;

-- Of a key only its hash is kept, and its end to tell it by.
create table write_key (
    id integer not null primary key autoincrement,
    source integer not null references source (id),
    hash blob not null unique check (length(hash) = 32),
    tail text not null,
    created_at integer not null,
    created_by integer,
    revoked_at integer
) strict;
create index write_key_by_source on write_key (source, id);

-- How many events came to which end, by day (of the workspace).
create table ingest_count (
    day integer not null,
    source integer not null references source (id),
    outcome text not null,
    events integer not null,
    primary key (day, source, outcome)
) strict, without rowid;

-- At which account a user was said to be last.
create table user_account (
    user_key text not null primary key,
    account integer not null references account (id),
    tied_at integer not null
) strict, without rowid;

-- Who somebody turned out to be who had no name yet.
create table user_alias (
    anonymous text not null primary key,
    user_key text not null
) strict, without rowid;

-- Events of users of whom no account is known yet: acknowledged, and counted as soon as one is.
create table waiting_event (
    seq integer not null primary key autoincrement,
    id blob not null unique check (length(id) = 16),
    source integer not null references source (id),
    user_key text not null,
    body text not null,
    content integer not null,
    received_at integer not null
) strict;
create index waiting_event_by_user on waiting_event (user_key, seq);

-- What a product says of a person beyond name and address. Changes are in person_change.
create table person_trait (
    person integer not null references person (id) on delete cascade,
    name text not null,
    value text not null,
    primary key (person, name)
) strict, without rowid;

create index person_by_key on person (key);
