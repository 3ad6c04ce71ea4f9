-- Days are whole days since 1970-01-01 (arithmetic and Arrow's Date32 for free), moments are microseconds since
-- 1970-01-01T00:00:00Z, flags are 0 or 1, lists and objects are JSON texts. No column name is a reserved word of
-- PostgreSQL or DuckDB. Fractions are stored by the bits of their f64 (…_bits): SQLite reads decimal text a bit off.
-- Columns that name a member carry no foreign key: history outlives members. Every text is compared and sorted by its
-- bytes (collate "C"), as in SQLite: the order must not depend on the server's locale, nor an index break when the
-- system's changes.

create table setting (
    name text collate "C" not null primary key,
    value text collate "C" not null,
    changed_at bigint not null
);

-- Ground truth: accounts, people, contracts, touches. Every edit of a field leaves a row in the …_change table.

create table account (
    id bigint generated always as identity primary key,
    key text collate "C" not null unique,
    name text collate "C" not null,
    kana text collate "C" not null,
    domain text collate "C" not null,
    corporate_number text collate "C" not null,
    industry text collate "C" not null,
    country text collate "C" not null,
    plan text collate "C" not null,
    phase text collate "C" not null,
    signed_up_on bigint,
    owner bigint,
    memo text collate "C" not null,
    attributes text collate "C" not null,
    name_key text collate "C" not null,
    search_key text collate "C" not null,
    collation_key text collate "C" not null,
    merged_into bigint references account (id),
    created_at bigint not null,
    changed_at bigint not null
);
-- Hash indexes: those of a tree take no text beyond 2,700 bytes.
create index account_by_name_key on account using hash (name_key);
create index account_by_domain on account using hash (domain) where domain <> '';
create index account_by_corporate_number on account using hash (corporate_number) where corporate_number <> '';
create index account_by_owner on account (owner);

create table account_change (
    seq bigint generated always as identity primary key,
    account bigint not null references account (id),
    field text collate "C" not null,
    before text collate "C",
    after text collate "C",
    changed_at bigint not null,
    changed_by bigint,
    cause text collate "C" not null
);
create index account_change_by_account on account_change (account, seq);

create table person (
    id bigint not null primary key,
    account bigint not null references account (id),
    key text collate "C" not null,
    family text collate "C" not null,
    given text collate "C" not null,
    family_kana text collate "C" not null,
    given_kana text collate "C" not null,
    email text collate "C" not null,
    phone text collate "C" not null,
    department text collate "C" not null,
    title text collate "C" not null,
    champion bigint not null check (champion in (0, 1)),
    issued_on bigint,
    left_on bigint,
    search_key text collate "C" not null,
    created_at bigint not null,
    changed_at bigint not null,
    unique (account, key)
);

create table person_change (
    seq bigint generated always as identity primary key,
    person bigint not null references person (id) on delete cascade,
    field text collate "C" not null,
    before text collate "C",
    after text collate "C",
    changed_at bigint not null,
    changed_by bigint,
    cause text collate "C" not null
);
create index person_change_by_person on person_change (person, seq);

create table contract (
    id bigint generated always as identity primary key,
    key text collate "C" not null unique,
    account bigint not null references account (id),
    product text collate "C" not null,
    monthly_minor bigint not null,
    currency text collate "C" not null,
    starts_on bigint not null,
    ends_on bigint,
    auto_renew bigint not null check (auto_renew in (0, 1)),
    decline_by bigint,
    ringi text collate "C" not null,
    decider text collate "C" not null,
    created_at bigint not null,
    changed_at bigint not null
);
create index contract_by_account on contract (account, starts_on);

create table contract_change (
    seq bigint generated always as identity primary key,
    contract bigint not null references contract (id),
    field text collate "C" not null,
    before text collate "C",
    after text collate "C",
    changed_at bigint not null,
    changed_by bigint,
    cause text collate "C" not null
);
create index contract_change_by_contract on contract_change (contract, seq);

create table touch (
    id bigint generated always as identity primary key,
    account bigint not null references account (id),
    kind text collate "C" not null,
    occurred_on bigint not null,
    occurred_at bigint not null,
    member bigint,
    summary text collate "C" not null,
    body text collate "C" not null,
    people text collate "C" not null,
    source_key text collate "C" unique,
    fact bytea,
    created_at bigint not null,
    created_by bigint
);
create index touch_by_account on touch (account, occurred_at);

-- Facts on their way to the lake.

create table inbox (
    seq bigint generated always as identity primary key,
    id bytea not null check (octet_length(id) = 16),
    account bigint not null references account (id),
    person bigint,
    name text collate "C" not null,
    occurred_at bigint not null,
    known_at bigint not null,
    value_bits bigint,
    props text collate "C" not null,
    source text collate "C" not null
);
create index inbox_by_account on inbox (account);

create table fact_id (
    id bytea not null primary key check (octet_length(id) = 16),
    content bigint not null
);

create table seal (
    k bigint not null primary key check (k > 0),
    lo bigint not null,
    hi bigint not null,
    facts bigint not null,
    hash text collate "C" not null,
    state text collate "C" not null check (state in ('open', 'done')),
    lake_version bigint,
    fencing bigint not null,
    opened_at bigint not null,
    done_at bigint,
    cleared_at bigint
);

create table lease (
    name text collate "C" not null primary key,
    holder text collate "C" not null,
    fencing bigint not null,
    held_until bigint not null
);

-- Imports.

create table import (
    id bigint generated always as identity primary key,
    file_name text collate "C" not null,
    file_hash text collate "C" not null,
    kind text collate "C" not null,
    mapping text collate "C" not null,
    state text collate "C" not null check (state in ('running', 'done', 'failed')),
    rows_read bigint not null,
    rows_new bigint not null,
    rows_updated bigint not null,
    rows_unchanged bigint not null,
    rows_rejected bigint not null,
    report text collate "C" not null,
    rejects_file text collate "C",
    started_at bigint not null,
    started_by bigint,
    ended_at bigint
);

create table mapping (
    signature text collate "C" not null primary key,
    file_name text collate "C" not null,
    kind text collate "C" not null,
    body text collate "C" not null,
    used_at bigint not null
);

-- Definitions are never changed: a change is a new version.

create table definition (
    kind text collate "C" not null check (kind in ('metrics', 'model')),
    id text collate "C" not null,
    version bigint not null check (version > 0),
    body text collate "C" not null,
    author bigint,
    reason text collate "C" not null,
    effective_on bigint not null,
    created_at bigint not null,
    primary key (kind, id, version)
);
create function refuse() returns trigger language plpgsql as $$
begin
    raise exception '%', tg_argv[0];
end
$$;
create trigger definition_is_never_changed before update on definition
for each row execute function refuse('a definition is never changed');
create trigger definition_is_never_deleted before delete on definition
for each row execute function refuse('a definition is never deleted');
create trigger definition_is_never_emptied before truncate on definition
for each statement execute function refuse('a definition is never deleted');

-- Derived: can be dropped and rebuilt.

create table current_health (
    model text collate "C" not null,
    version bigint not null,
    account bigint not null references account (id),
    began bigint not null,
    day bigint not null,
    segment bigint not null,
    previous_segment bigint,
    changed_on bigint,
    axis_bits text collate "C" not null,
    score_bits bigint,
    coverage_bits bigint not null,
    met_bits bigint not null,
    known_bits bigint not null,
    next_criterion bigint,
    primary key (model, version, account)
);
create index current_health_by_account on current_health (account);

create table transition (
    model text collate "C" not null,
    version bigint not null,
    account bigint not null references account (id),
    day bigint not null,
    from_segment bigint,
    to_segment bigint not null,
    moved text collate "C" not null,
    primary key (model, version, account, day)
);
create index transition_by_day on transition (model, version, day);

create table segment_share (
    model text collate "C" not null,
    version bigint not null,
    day bigint not null,
    segment bigint not null,
    accounts bigint not null,
    cmrr_minor bigint not null,
    primary key (model, version, day, segment)
);

create table metric_now (
    account bigint not null primary key references account (id),
    numbers text collate "C" not null
);

create table derived (
    name text collate "C" not null primary key,
    state text collate "C" not null check (state in ('running', 'done', 'failed')),
    computed_to bigint,
    inbox_seq bigint not null,
    definitions text collate "C" not null,
    done bigint not null,
    total bigint not null,
    note text collate "C" not null,
    started_at bigint not null,
    ended_at bigint
);

-- What members keep, and what they did.

create table saved_view (
    id bigint generated always as identity primary key,
    page text collate "C" not null,
    name text collate "C" not null,
    query text collate "C" not null,
    owner bigint not null,
    shared bigint not null check (shared in (0, 1)),
    created_at bigint not null,
    changed_at bigint not null,
    unique (page, owner, name)
);

create table event (
    seq bigint generated always as identity primary key,
    occurred_at bigint not null,
    member bigint,
    verb text collate "C" not null,
    object text collate "C" not null,
    object_id text collate "C" not null,
    detail text collate "C" not null
);
create index event_by_object on event (object, object_id, seq);
create trigger event_is_never_changed before update on event
for each row execute function refuse('an event is never changed');

create table job (
    id bigint generated always as identity primary key,
    kind text collate "C" not null,
    args text collate "C" not null,
    state text collate "C" not null check (state in ('queued', 'running', 'done', 'failed')),
    done bigint not null,
    total bigint not null,
    note text collate "C" not null,
    created_at bigint not null,
    created_by bigint,
    started_at bigint,
    heartbeat_at bigint,
    ended_at bigint
);
create index job_by_state on job (state, id);
