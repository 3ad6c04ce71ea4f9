-- Members, their second factors, invitations and sessions. Secrets that somebody else only presents are stored as
-- SHA-256 of 256 random bits; passwords as argon2id strings.

create table member (
    id bigint generated always as identity primary key,
    mail text collate "C" not null,
    mail_key text collate "C" not null unique,
    name text collate "C" not null,
    role text collate "C" not null check (role in ('viewer', 'csm', 'manager', 'admin')),
    lang text collate "C" not null check (lang in ('ja', 'en')),
    -- Whether they chose it; else it becomes that of the page on which they sign in.
    lang_chosen bigint not null default 0 check (lang_chosen in (0, 1)),
    -- Empty until an invitation is accepted.
    password text collate "C" not null,
    -- The second factor; null while there is none.
    totp_secret bytea,
    -- The last 30-second step whose code was used: no code works twice.
    totp_step bigint not null default 0,
    created_at bigint not null,
    disabled_at bigint
);

create table recovery_code (
    member bigint not null references member (id),
    code_hash bytea not null,
    used_at bigint,
    primary key (member, code_hash)
);

create table invitation (
    member bigint not null primary key references member (id),
    token_hash bytea not null unique,
    expires_at bigint not null
);

create table session (
    id bigint generated always as identity primary key,
    token_hash bytea not null unique,
    member bigint not null references member (id),
    -- 0: the password was right and the second factor is still to come; 1: signed in.
    complete bigint not null check (complete in (0, 1)),
    created_at bigint not null,
    seen_at bigint not null,
    expires_at bigint not null,
    browser text collate "C" not null,
    address text collate "C" not null
);
create index session_by_member on session (member, id);
