-- Erasures of persons. What is known of an erased person afterwards are keyed hashes of what the vendor called them, so
-- that rows that come late are told and stay out; the key of the hashes is a setting.

create table erasure (
    id bigint generated always as identity primary key,
    -- The opaque key of the person, until nothing of them is left anywhere.
    person bigint,
    -- Facts that had ever been erased from the lake before this erasure began there.
    lake_before bigint,
    requested_at bigint not null,
    requested_by bigint,
    done_at bigint,
    -- What went: facts, kept edits of the person, mentions in lists of people and in texts that the program wrote, files.
    facts bigint not null,
    edits bigint not null,
    mentions bigint not null,
    files bigint not null
);
create index erasure_by_person on erasure (person) where person is not null;

create table tombstone (
    hash bytea not null primary key check (octet_length(hash) = 32),
    erasure bigint not null references erasure (id)
);

-- An event is never changed, except that what it says may be emptied where it named an erased person.
drop trigger event_is_never_changed on event;
create trigger event_is_never_changed before update on event
for each row
when (
    new.detail <> '{}' or new.seq <> old.seq or new.occurred_at <> old.occurred_at
    or new.member is distinct from old.member or new.verb <> old.verb or new.object <> old.object
    or new.object_id <> old.object_id
)
execute function refuse('an event is never changed');
