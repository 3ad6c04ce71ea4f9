-- What follows from facts: phases, signals, plays, tasks, messages. Keys of rows that a decision makes (…key) are derived
-- from the decision, so that the same one made twice gives one row.

-- Journeys, sets of signals and plays are definitions too.
alter table definition drop constraint definition_kind_check;
alter table definition add constraint definition_kind_check
check (kind in ('metrics', 'model', 'journey', 'signals', 'play'));

-- Where an account is on its journey, how it came there, and which steps are done.

create table position (
    account bigint not null primary key references account (id),
    journey text collate "C" not null,
    phase text collate "C" not null,
    entered_on bigint not null,
    entered_at bigint not null
);

create table phase_change (
    seq bigint generated always as identity primary key,
    account bigint not null references account (id),
    journey text collate "C" not null,
    from_phase text collate "C",
    to_phase text collate "C",
    changed_on bigint not null,
    changed_at bigint not null,
    -- Who moved it by hand; null where a condition did.
    member bigint,
    reason text collate "C" not null,
    cause text collate "C" not null
);
create index phase_change_by_account on phase_change (account, seq);

create table step_done (
    account bigint not null references account (id),
    journey text collate "C" not null,
    step text collate "C" not null,
    done_at bigint not null,
    member bigint,
    primary key (account, journey, step)
);

create table signal (
    id bigint generated always as identity primary key,
    account bigint not null references account (id),
    signal text collate "C" not null,
    severity text collate "C" not null,
    raised_on bigint not null,
    raised_at bigint not null,
    -- The last day on which it held.
    true_on bigint not null,
    cleared_on bigint,
    cleared_at bigint,
    cause text collate "C" not null
);
create unique index signal_is_open_once on signal (account, signal) where cleared_on is null;
create index signal_by_account on signal (account, raised_on);
create index signal_by_day on signal (raised_on);

create table play_switch (
    play text collate "C" not null primary key,
    state text collate "C" not null check (state in ('on', 'off', 'stopped')),
    version bigint not null,
    changed_at bigint not null,
    member bigint,
    reason text collate "C" not null
);

create table play_run (
    key bytea not null primary key check (octet_length(key) = 16),
    play text collate "C" not null,
    version bigint not null,
    account bigint not null references account (id),
    arm text collate "C" not null check (arm in ('treated', 'held_out')),
    cause text collate "C" not null,
    entered_on bigint not null,
    entered_at bigint not null,
    step text collate "C" not null,
    state text collate "C" not null check (state in ('active', 'done', 'stopped')),
    wake_at bigint,
    -- What of its steps is done and sent.
    marks text collate "C" not null,
    ended_at bigint
);
create index play_run_active on play_run (account) where state = 'active';
create index play_run_due on play_run (wake_at) where state = 'active';
create index play_run_by_play on play_run (play, entered_at);
create index play_run_by_entry on play_run (account, play, entered_on);

create table task (
    id bigint generated always as identity primary key,
    -- Null for one that a member made.
    key bytea unique check (octet_length(key) = 16),
    account bigint not null references account (id),
    play text collate "C",
    run bytea check (octet_length(run) = 16),
    step text collate "C",
    title text collate "C" not null,
    body text collate "C" not null,
    checklist text collate "C" not null,
    needs_hypothesis bigint not null check (needs_hypothesis in (0, 1)),
    hypothesis text collate "C" not null,
    owner bigint,
    due_on bigint not null,
    first_due_on bigint not null,
    state text collate "C" not null check (state in ('open', 'done', 'not_needed')),
    outcome text collate "C" not null,
    reason text collate "C" not null,
    created_at bigint not null,
    created_by bigint,
    closed_at bigint,
    closed_by bigint,
    alerted_at bigint,
    -- What the account pays a month, in minor units: what is at stake.
    worth_minor bigint not null,
    signal text collate "C"
);
create index task_by_owner on task (owner, due_on) where state = 'open';
create index task_by_due on task (due_on) where state = 'open';
create index task_by_account on task (account, id);
create index task_by_run on task (run) where run is not null;
create index task_by_close on task (closed_at) where closed_at is not null;

-- Where messages go. The secret is sealed with a key that is not in the database.

create table destination (
    id bigint generated always as identity primary key,
    kind text collate "C" not null check (kind in ('slack_hook', 'slack_bot', 'webhook', 'smtp')),
    name text collate "C" not null unique,
    config text collate "C" not null,
    secret bytea,
    state text collate "C" not null check (state in ('on', 'off')),
    why_off text collate "C" not null,
    failures bigint not null,
    is_default bigint not null check (is_default in (0, 1)),
    changed_at bigint not null,
    changed_by bigint
);

-- The outbox. A lane is a kind and a destination (0 for none): one that is slow does not hold up the others.
create table delivery (
    id bigint generated always as identity primary key,
    key bytea not null unique check (octet_length(key) = 16),
    destination bigint references destination (id),
    kind text collate "C" not null check (kind in ('slack', 'mail', 'webhook')),
    account bigint references account (id),
    person bigint,
    play text collate "C",
    run bytea check (octet_length(run) = 16),
    step text collate "C",
    payload text collate "C" not null,
    state text collate "C" not null check (state in ('waiting', 'sending', 'sent', 'dead', 'unsure', 'held', 'cancelled')),
    attempts bigint not null,
    due_at bigint not null,
    holder text collate "C" not null,
    fencing bigint not null,
    held_until bigint,
    last_error text collate "C" not null,
    created_at bigint not null,
    sent_at bigint
);
create index delivery_by_lane on delivery (state, kind, coalesce(destination, 0), due_at);
create index delivery_due on delivery (state, due_at);
create index delivery_by_destination on delivery (destination, id);
create index delivery_by_person on delivery (person, sent_at) where person is not null;
create index delivery_by_account on delivery (account, id);
create index delivery_by_play on delivery (play, id) where play is not null;
create index delivery_by_run on delivery (run) where run is not null;

create table delivery_attempt (
    delivery bigint not null references delivery (id) on delete cascade,
    -- The fencing number with which it was made: grows from attempt to attempt.
    n bigint not null,
    started_at bigint not null,
    -- Null while it is under way.
    ended_at bigint,
    status bigint,
    request text collate "C" not null,
    response text collate "C" not null,
    error text collate "C" not null,
    primary key (delivery, n)
);

create table unsubscribed (
    person bigint not null primary key references person (id) on delete cascade,
    since bigint not null,
    delivery bigint
);

create table churn (
    id bigint generated always as identity primary key,
    account bigint not null references account (id),
    churned_on bigint not null,
    contracts text collate "C" not null,
    reason text collate "C" not null,
    avoidable bigint check (avoidable in (0, 1)),
    preventable_by text collate "C" not null,
    competitor text collate "C" not null,
    note text collate "C" not null,
    lesson text collate "C" not null,
    recorded_at bigint not null,
    recorded_by bigint,
    withdrawn_at bigint
);
create index churn_by_account on churn (account, id);
create index churn_by_day on churn (churned_on);

create table closed_day (
    day bigint not null primary key,
    name text collate "C" not null
);
