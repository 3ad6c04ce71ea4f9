-- Days are whole days since 1970-01-01 (arithmetic and Arrow's Date32 for free), moments are microseconds since
-- 1970-01-01T00:00:00Z, flags are 0 or 1, lists and objects are JSON texts. No column name is a reserved word of
-- PostgreSQL or DuckDB. Fractions are stored by the bits of their f64 (…_bits): SQLite reads decimal text a bit off.
-- Columns that name a member carry no foreign key: history outlives members.

create table setting (
    name text not null primary key,
    value text not null,
    changed_at integer not null
) strict, without rowid;

-- Ground truth: accounts, people, contracts, touches. Every edit of a field leaves a row in the …_change table.

create table account (
    id integer not null primary key autoincrement,
    key text not null unique,
    name text not null,
    kana text not null,
    domain text not null,
    corporate_number text not null,
    industry text not null,
    country text not null,
    plan text not null,
    phase text not null,
    signed_up_on integer,
    owner integer,
    memo text not null,
    attributes text not null,
    name_key text not null,
    search_key text not null,
    collation_key text not null,
    merged_into integer references account (id),
    created_at integer not null,
    changed_at integer not null
) strict;
create index account_by_name_key on account (name_key);
create index account_by_domain on account (domain) where domain <> '';
create index account_by_corporate_number on account (corporate_number) where corporate_number <> '';
create index account_by_owner on account (owner);

create table account_change (
    seq integer not null primary key autoincrement,
    account integer not null references account (id),
    field text not null,
    before text,
    after text,
    changed_at integer not null,
    changed_by integer,
    cause text not null
) strict;
create index account_change_by_account on account_change (account, seq);

create table person (
    id integer not null primary key,
    account integer not null references account (id),
    key text not null,
    family text not null,
    given text not null,
    family_kana text not null,
    given_kana text not null,
    email text not null,
    phone text not null,
    department text not null,
    title text not null,
    champion integer not null check (champion in (0, 1)),
    issued_on integer,
    left_on integer,
    search_key text not null,
    created_at integer not null,
    changed_at integer not null,
    unique (account, key)
) strict;

create table person_change (
    seq integer not null primary key autoincrement,
    person integer not null references person (id) on delete cascade,
    field text not null,
    before text,
    after text,
    changed_at integer not null,
    changed_by integer,
    cause text not null
) strict;
create index person_change_by_person on person_change (person, seq);

create table contract (
    id integer not null primary key autoincrement,
    key text not null unique,
    account integer not null references account (id),
    product text not null,
    monthly_minor integer not null,
    currency text not null,
    starts_on integer not null,
    ends_on integer,
    auto_renew integer not null check (auto_renew in (0, 1)),
    decline_by integer,
    ringi text not null,
    decider text not null,
    created_at integer not null,
    changed_at integer not null
) strict;
create index contract_by_account on contract (account, starts_on);

create table contract_change (
    seq integer not null primary key autoincrement,
    contract integer not null references contract (id),
    field text not null,
    before text,
    after text,
    changed_at integer not null,
    changed_by integer,
    cause text not null
) strict;
create index contract_change_by_contract on contract_change (contract, seq);

create table touch (
    id integer not null primary key autoincrement,
    account integer not null references account (id),
    kind text not null,
    occurred_on integer not null,
    occurred_at integer not null,
    member integer,
    summary text not null,
    body text not null,
    people text not null,
    source_key text unique,
    fact blob,
    created_at integer not null,
    created_by integer
) strict;
create index touch_by_account on touch (account, occurred_at);

-- Facts on their way to the lake.

create table inbox (
    seq integer not null primary key autoincrement,
    id blob not null check (length(id) = 16),
    account integer not null references account (id),
    person integer,
    name text not null,
    occurred_at integer not null,
    known_at integer not null,
    value_bits integer,
    props text not null,
    source text not null
) strict;
create index inbox_by_account on inbox (account);

create table fact_id (
    id blob not null primary key check (length(id) = 16),
    content integer not null
) strict, without rowid;

create table seal (
    k integer not null primary key check (k > 0),
    lo integer not null,
    hi integer not null,
    facts integer not null,
    hash text not null,
    state text not null check (state in ('open', 'done')),
    lake_version integer,
    fencing integer not null,
    opened_at integer not null,
    done_at integer,
    cleared_at integer
) strict;

create table lease (
    name text not null primary key,
    holder text not null,
    fencing integer not null,
    held_until integer not null
) strict, without rowid;

-- Imports.

create table import (
    id integer not null primary key autoincrement,
    file_name text not null,
    file_hash text not null,
    kind text not null,
    mapping text not null,
    state text not null check (state in ('running', 'done', 'failed')),
    rows_read integer not null,
    rows_new integer not null,
    rows_updated integer not null,
    rows_unchanged integer not null,
    rows_rejected integer not null,
    report text not null,
    rejects_file text,
    started_at integer not null,
    started_by integer,
    ended_at integer
) strict;

create table mapping (
    signature text not null primary key,
    file_name text not null,
    kind text not null,
    body text not null,
    used_at integer not null
) strict, without rowid;

-- Definitions are never changed: a change is a new version.

create table definition (
    kind text not null check (kind in ('metrics', 'model')),
    id text not null,
    version integer not null check (version > 0),
    body text not null,
    author integer,
    reason text not null,
    effective_on integer not null,
    created_at integer not null,
    primary key (kind, id, version)
) strict, without rowid;
create trigger definition_is_never_changed before update on definition
begin select raise(abort, 'a definition is never changed'); end;
create trigger definition_is_never_deleted before delete on definition
begin select raise(abort, 'a definition is never deleted'); end;

-- Derived: can be dropped and rebuilt.

create table current_health (
    model text not null,
    version integer not null,
    account integer not null references account (id),
    began integer not null,
    day integer not null,
    segment integer not null,
    previous_segment integer,
    changed_on integer,
    axis_bits text not null,
    score_bits integer,
    coverage_bits integer not null,
    met_bits integer not null,
    known_bits integer not null,
    next_criterion integer,
    primary key (model, version, account)
) strict, without rowid;
create index current_health_by_account on current_health (account);

create table transition (
    model text not null,
    version integer not null,
    account integer not null references account (id),
    day integer not null,
    from_segment integer,
    to_segment integer not null,
    moved text not null,
    primary key (model, version, account, day)
) strict, without rowid;
create index transition_by_day on transition (model, version, day);

create table segment_share (
    model text not null,
    version integer not null,
    day integer not null,
    segment integer not null,
    accounts integer not null,
    cmrr_minor integer not null,
    primary key (model, version, day, segment)
) strict, without rowid;

create table metric_now (
    account integer not null primary key references account (id),
    numbers text not null
) strict;

create table derived (
    name text not null primary key,
    state text not null check (state in ('running', 'done', 'failed')),
    computed_to integer,
    inbox_seq integer not null,
    definitions text not null,
    done integer not null,
    total integer not null,
    note text not null,
    started_at integer not null,
    ended_at integer
) strict, without rowid;

-- What members keep, and what they did.

create table saved_view (
    id integer not null primary key autoincrement,
    page text not null,
    name text not null,
    query text not null,
    owner integer not null,
    shared integer not null check (shared in (0, 1)),
    created_at integer not null,
    changed_at integer not null,
    unique (page, owner, name)
) strict;

create table event (
    seq integer not null primary key autoincrement,
    occurred_at integer not null,
    member integer,
    verb text not null,
    object text not null,
    object_id text not null,
    detail text not null
) strict;
create index event_by_object on event (object, object_id, seq);
create trigger event_is_never_changed before update on event
begin select raise(abort, 'an event is never changed'); end;

create table job (
    id integer not null primary key autoincrement,
    kind text not null,
    args text not null,
    state text not null check (state in ('queued', 'running', 'done', 'failed')),
    done integer not null,
    total integer not null,
    note text not null,
    created_at integer not null,
    created_by integer,
    started_at integer,
    heartbeat_at integer,
    ended_at integer
) strict;
create index job_by_state on job (state, id);
