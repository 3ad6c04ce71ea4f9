-- Facts that products send over HTTP.

-- A product or a service that sends. Its id is part of the identity of its facts, so it outlives its keys.
create table source (
    id bigint generated always as identity primary key,
    name text collate "C" not null unique,
    browser bigint not null check (browser in (0, 1)),
    makes_accounts bigint not null check (makes_accounts in (0, 1)),
    per_minute bigint check (per_minute > 0),
    created_at bigint not null,
    created_by bigint
);

-- Of a key only its hash is kept, and its end to tell it by.
create table write_key (
    id bigint generated always as identity primary key,
    source bigint not null references source (id),
    hash bytea not null unique check (octet_length(hash) = 32),
    tail text collate "C" not null,
    created_at bigint not null,
    created_by bigint,
    revoked_at bigint
);
create index write_key_by_source on write_key (source, id);

-- How many events came to which end, by day (of the workspace).
create table ingest_count (
    day bigint not null,
    source bigint not null references source (id),
    outcome text collate "C" not null,
    events bigint not null,
    primary key (day, source, outcome)
);

-- At which account a user was said to be last.
create table user_account (
    user_key text collate "C" not null primary key,
    account bigint not null references account (id),
    tied_at bigint not null
);

-- Who somebody turned out to be who had no name yet.
create table user_alias (
    anonymous text collate "C" not null primary key,
    user_key text collate "C" not null
);

-- Events of users of whom no account is known yet: acknowledged, and counted as soon as one is.
create table waiting_event (
    seq bigint generated always as identity primary key,
    id bytea not null unique check (octet_length(id) = 16),
    source bigint not null references source (id),
    user_key text collate "C" not null,
    body text collate "C" not null,
    content bigint not null,
    received_at bigint not null
);
create index waiting_event_by_user on waiting_event (user_key, seq);

-- What a product says of a person beyond name and address. Changes are in person_change.
create table person_trait (
    person bigint not null references person (id) on delete cascade,
    name text collate "C" not null,
    value text collate "C" not null,
    primary key (person, name)
);

create index person_by_key on person using hash (key);
