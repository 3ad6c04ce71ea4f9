-- Erasures of persons. What is known of an erased person afterwards are keyed hashes of what the vendor called them, so
-- that rows that come late are told and stay out; the key of the hashes is a setting.

create table erasure (
    id integer not null primary key autoincrement,
    -- The opaque key of the person, until nothing of them is left anywhere.
    person integer,
    -- Facts that had ever been erased from the lake before this erasure began there.
    lake_before integer,
    requested_at integer not null,
    requested_by integer,
    done_at integer,
    -- What went: facts, kept edits of the person, mentions in lists of people and in texts that the program wrote, files.
    facts integer not null,
    edits integer not null,
    mentions integer not null,
    files integer not null
) strict;
create index erasure_by_person on erasure (person) where person is not null;

create table tombstone (
    hash blob not null primary key check (length(hash) = 32),
    erasure integer not null references erasure (id)
) strict, without rowid;

-- An event is never changed, except that what it says may be emptied where it named an erased person.
drop trigger event_is_never_changed;
create trigger event_is_never_changed before update on event
when
    new.detail <> '{}' or new.seq <> old.seq or new.occurred_at <> old.occurred_at or new.member is not old.member
    or new.verb <> old.verb or new.object <> old.object or new.object_id <> old.object_id
begin select raise(abort, 'an event is never changed'); end;
