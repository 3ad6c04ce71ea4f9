-- What follows from facts: phases, signals, plays, tasks, messages. Keys of rows that a decision makes (…key) are derived
-- from the decision, so that the same one made twice gives one row.

-- Journeys, sets of signals and plays are definitions too. A check cannot be changed: the table is made again.
create table definition_of_all (
    kind text not null check (kind in ('metrics', 'model', 'journey', 'signals', 'play')),
    id text not null,
    version integer not null check (version > 0),
    body text not null,
    author integer,
    reason text not null,
    effective_on integer not null,
    created_at integer not null,
    primary key (kind, id, version)
) strict, without rowid;
insert into definition_of_all (kind, id, version, body, author, reason, effective_on, created_at)
select kind, id, version, body, author, reason, effective_on, created_at
from definition;
drop table definition;
alter table definition_of_all rename to definition;
create trigger definition_is_never_changed before update on definition
begin select raise(abort, 'a definition is never changed'); end;
create trigger definition_is_never_deleted before delete on definition
begin select raise(abort, 'a definition is never deleted'); end;

-- Where an account is on its journey, how it came there, and which steps are done.

create table position (
    account integer not null primary key references account (id),
    journey text not null,
    phase text not null,
    entered_on integer not null,
    entered_at integer not null
) strict;

create table phase_change (
    seq integer not null primary key autoincrement,
    account integer not null references account (id),
    journey text not null,
    from_phase text,
    to_phase text,
    changed_on integer not null,
    changed_at integer not null,
    -- Who moved it by hand; null where a condition did.
    member integer,
    reason text not null,
    cause text not null
) strict;
create index phase_change_by_account on phase_change (account, seq);

create table step_done (
    account integer not null references account (id),
    journey text not null,
    step text not null,
    done_at integer not null,
    member integer,
    primary key (account, journey, step)
) strict, without rowid;

create table signal (
    id integer not null primary key autoincrement,
    account integer not null references account (id),
    signal text not null,
    severity text not null,
    raised_on integer not null,
    raised_at integer not null,
    -- The last day on which it held.
    true_on integer not null,
    cleared_on integer,
    cleared_at integer,
    cause text not null
) strict;
create unique index signal_is_open_once on signal (account, signal) where cleared_on is null;
create index signal_by_account on signal (account, raised_on);
create index signal_by_day on signal (raised_on);

create table play_switch (
    play text not null primary key,
    state text not null check (state in ('on', 'off', 'stopped')),
    version integer not null,
    changed_at integer not null,
    member integer,
    reason text not null
) strict, without rowid;

create table play_run (
    key blob not null primary key check (length(key) = 16),
    play text not null,
    version integer not null,
    account integer not null references account (id),
    arm text not null check (arm in ('treated', 'held_out')),
    cause text not null,
    entered_on integer not null,
    entered_at integer not null,
    step text not null,
    state text not null check (state in ('active', 'done', 'stopped')),
    wake_at integer,
    -- What of its steps is done and sent.
    marks text not null,
    ended_at integer
) strict;
create index play_run_active on play_run (account) where state = 'active';
create index play_run_due on play_run (wake_at) where state = 'active';
create index play_run_by_play on play_run (play, entered_at);
create index play_run_by_entry on play_run (account, play, entered_on);

create table task (
    id integer not null primary key autoincrement,
    -- Null for one that a member made.
    key blob unique check (length(key) = 16),
    account integer not null references account (id),
    play text,
    run blob check (length(run) = 16),
    step text,
    title text not null,
    body text not null,
    checklist text not null,
    needs_hypothesis integer not null check (needs_hypothesis in (0, 1)),
    hypothesis text not null,
    owner integer,
    due_on integer not null,
    first_due_on integer not null,
    state text not null check (state in ('open', 'done', 'not_needed')),
    outcome text not null,
    reason text not null,
    created_at integer not null,
    created_by integer,
    closed_at integer,
    closed_by integer,
    alerted_at integer,
    -- What the account pays a month, in minor units: what is at stake.
    worth_minor integer not null,
    signal text
) strict;
create index task_by_owner on task (owner, due_on) where state = 'open';
create index task_by_due on task (due_on) where state = 'open';
create index task_by_account on task (account, id);
create index task_by_run on task (run) where run is not null;
create index task_by_close on task (closed_at) where closed_at is not null;

-- Where messages go. The secret is sealed with a key that is not in the database.

create table destination (
    id integer not null primary key autoincrement,
    kind text not null check (kind in ('slack_hook', 'slack_bot', 'webhook', 'smtp')),
    name text not null unique,
    config text not null,
    secret blob,
    state text not null check (state in ('on', 'off')),
    why_off text not null,
    failures integer not null,
    is_default integer not null check (is_default in (0, 1)),
    changed_at integer not null,
    changed_by integer
) strict;

-- The outbox. A lane is a kind and a destination (0 for none): one that is slow does not hold up the others.
create table delivery (
    id integer not null primary key autoincrement,
    key blob not null unique check (length(key) = 16),
    destination integer references destination (id),
    kind text not null check (kind in ('slack', 'mail', 'webhook')),
    account integer references account (id),
    person integer,
    play text,
    run blob check (length(run) = 16),
    step text,
    payload text not null,
    state text not null check (state in ('waiting', 'sending', 'sent', 'dead', 'unsure', 'held', 'cancelled')),
    attempts integer not null,
    due_at integer not null,
    holder text not null,
    fencing integer not null,
    held_until integer,
    last_error text not null,
    created_at integer not null,
    sent_at integer
) strict;
create index delivery_by_lane on delivery (state, kind, coalesce(destination, 0), due_at);
create index delivery_due on delivery (state, due_at);
create index delivery_by_destination on delivery (destination, id);
create index delivery_by_person on delivery (person, sent_at) where person is not null;
create index delivery_by_account on delivery (account, id);
create index delivery_by_play on delivery (play, id) where play is not null;
create index delivery_by_run on delivery (run) where run is not null;

create table delivery_attempt (
    delivery integer not null references delivery (id) on delete cascade,
    -- The fencing number with which it was made: grows from attempt to attempt.
    n integer not null,
    started_at integer not null,
    -- Null while it is under way.
    ended_at integer,
    status integer,
    request text not null,
    response text not null,
    error text not null,
    primary key (delivery, n)
) strict, without rowid;

create table unsubscribed (
    person integer not null primary key references person (id) on delete cascade,
    since integer not null,
    delivery integer
) strict;

create table churn (
    id integer not null primary key autoincrement,
    account integer not null references account (id),
    churned_on integer not null,
    contracts text not null,
    reason text not null,
    avoidable integer check (avoidable in (0, 1)),
    preventable_by text not null,
    competitor text not null,
    note text not null,
    lesson text not null,
    recorded_at integer not null,
    recorded_by integer,
    withdrawn_at integer
) strict;
create index churn_by_account on churn (account, id);
create index churn_by_day on churn (churned_on);

create table closed_day (
    day integer not null primary key,
    name text not null
) strict;
