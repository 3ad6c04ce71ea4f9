-- Members, their second factors, invitations and sessions. Secrets that somebody else only presents are stored as
-- SHA-256 of 256 random bits; passwords as argon2id strings.

create table member (
    id integer not null primary key autoincrement,
    mail text not null,
    mail_key text not null unique,
    name text not null,
    role text not null check (role in ('viewer', 'csm', 'manager', 'admin')),
    lang text not null check (lang in ('ja', 'en')),
    -- Whether they chose it; else it becomes that of the page on which they sign in.
    lang_chosen integer not null default 0 check (lang_chosen in (0, 1)),
    -- Empty until an invitation is accepted.
    password text not null,
    -- The second factor; null while there is none.
    totp_secret blob,
    -- The last 30-second step whose code was used: no code works twice.
    totp_step integer not null default 0,
    created_at integer not null,
    disabled_at integer
) strict;

create table recovery_code (
    member integer not null references member (id),
    code_hash blob not null,
    used_at integer,
    primary key (member, code_hash)
) strict, without rowid;

create table invitation (
    member integer not null primary key references member (id),
    token_hash blob not null unique,
    expires_at integer not null
) strict;

create table session (
    id integer not null primary key autoincrement,
    token_hash blob not null unique,
    member integer not null references member (id),
    -- 0: the password was right and the second factor is still to come; 1: signed in.
    complete integer not null check (complete in (0, 1)),
    created_at integer not null,
    seen_at integer not null,
    expires_at integer not null,
    browser text not null,
    address text not null
) strict;
create index session_by_member on session (member, id);
