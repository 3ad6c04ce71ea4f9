//! Members, their second factors and invitations.

use super::error::{Result, StateError};
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar, scalar_optional};
use super::tx::Tx;
use banso_domain::members::Role;
use banso_kernel::{Lang, MemberId, Micros};
use sqlx::FromRow;

/// A member as stored.
#[derive(Clone, PartialEq, Eq)]
pub struct Member {
    /// Which.
    pub id: MemberId,
    /// The mail address as typed.
    pub mail: String,
    /// The name to show.
    pub name: String,
    /// What the member may do.
    pub role: Role,
    /// Language of the pages.
    pub lang: Lang,
    /// The password's argon2id string; empty until an invitation is accepted.
    pub password: String,
    /// The shared secret of the second factor.
    pub totp_secret: Option<Vec<u8>>,
    /// The last used 30-second step.
    pub totp_step: i64,
    /// When the member was added.
    pub created_at: Micros,
    /// Since when the member may no longer sign in.
    pub disabled_at: Option<Micros>,
}

/// Never prints the secrets.
impl std::fmt::Debug for Member {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Member").field("id", &self.id).field("role", &self.role).finish_non_exhaustive()
    }
}

/// A member to add.
#[derive(Clone, Debug)]
pub struct NewMember<'a> {
    /// As typed.
    pub mail: &'a str,
    /// Folded, to find it again.
    pub mail_key: &'a str,
    /// The name to show.
    pub name: &'a str,
    /// What the member may do.
    pub role: Role,
    /// Language of the pages.
    pub lang: Lang,
    /// An argon2id string, or empty.
    pub password: &'a str,
}

/// A row of table `member`.
#[derive(FromRow)]
struct MemberRecord {
    id: i64,
    mail: String,
    name: String,
    role: String,
    lang: String,
    password: String,
    totp_secret: Option<Vec<u8>>,
    totp_step: i64,
    created_at: i64,
    disabled_at: Option<i64>,
}

/// A row of table `invitation`, without its token.
#[derive(FromRow)]
struct InvitationRecord {
    member: i64,
    expires_at: i64,
}

impl TryFrom<MemberRecord> for Member {
    type Error = StateError;
    fn try_from(row: MemberRecord) -> Result<Self> {
        let role = Role::parse(&row.role);
        let lang = Lang::parse(&row.lang);
        Ok(Self {
            id: MemberId(row.id),
            mail: row.mail,
            name: row.name,
            role: role.ok_or(StateError::Damaged { what: "member.role", found: row.role })?,
            lang: lang.ok_or(StateError::Damaged { what: "member.lang", found: row.lang })?,
            password: row.password,
            totp_secret: row.totp_secret,
            totp_step: row.totp_step,
            created_at: Micros(row.created_at),
            disabled_at: row.disabled_at.map(Micros),
        })
    }
}

impl State {
    /// All members, in the order they came.
    ///
    /// # Errors
    /// The database failed.
    pub async fn members(&self) -> Result<Vec<Member>> {
        let rows = fetch_all!(self.read().await?, MemberRecord, "sql/members/all.sql")?;
        rows.into_iter().map(Member::try_from).collect()
    }

    /// One member.
    ///
    /// # Errors
    /// The database failed.
    pub async fn member(&self, id: MemberId) -> Result<Option<Member>> {
        let row = fetch_optional!(self.read().await?, MemberRecord, "sql/members/one.sql", id.0)?;
        row.map(Member::try_from).transpose()
    }

    /// The member with this folded mail address.
    ///
    /// # Errors
    /// The database failed.
    pub async fn member_by_mail(&self, key: &str) -> Result<Option<Member>> {
        let row = fetch_optional!(self.read().await?, MemberRecord, "sql/members/by_mail.sql", key)?;
        row.map(Member::try_from).transpose()
    }

    /// How many members there are; 0 means that the first run is not over.
    ///
    /// # Errors
    /// The database failed.
    pub async fn member_count(&self) -> Result<i64> {
        scalar!(self.read().await?, "sql/members/count.sql")
    }

    /// The member whom an invitation's hashed token is for, unless it is too late.
    ///
    /// # Errors
    /// The database failed.
    pub async fn invited(&self, token_hash: &[u8], now: Micros) -> Result<Option<MemberId>> {
        let id = scalar_optional!(self.read().await?, "sql/members/invited.sql", token_hash, now.0)?;
        Ok(id.map(MemberId))
    }

    /// Open invitations: whom for, and until when.
    ///
    /// # Errors
    /// The database failed.
    pub async fn invitations(&self) -> Result<Vec<(MemberId, Micros)>> {
        let rows = fetch_all!(self.read().await?, InvitationRecord, "sql/members/invitations.sql")?;
        Ok(rows.into_iter().map(|row| (MemberId(row.member), Micros(row.expires_at))).collect())
    }

    /// How many recovery codes a member has not used.
    ///
    /// # Errors
    /// The database failed.
    pub async fn recovery_codes_left(&self, id: MemberId) -> Result<i64> {
        scalar!(self.read().await?, "sql/members/recovery_codes_left.sql", id.0)
    }
}

impl Tx {
    /// As [`State::member_count`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn member_count(&mut self) -> Result<i64> {
        scalar!(self, "sql/members/count.sql")
    }

    /// How many administrators can sign in.
    ///
    /// # Errors
    /// The database failed.
    pub async fn active_admins(&mut self) -> Result<i64> {
        scalar!(self, "sql/members/active_admins.sql")
    }

    /// As [`State::member`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn member(&mut self, id: MemberId) -> Result<Option<Member>> {
        let row = fetch_optional!(self, MemberRecord, "sql/members/one.sql", id.0)?;
        row.map(Member::try_from).transpose()
    }

    /// As [`State::invited`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn invited(&mut self, token_hash: &[u8], now: Micros) -> Result<Option<MemberId>> {
        let id = scalar_optional!(self, "sql/members/invited.sql", token_hash, now.0)?;
        Ok(id.map(MemberId))
    }

    /// Adds a member. The mail address must be new ([`StateError::is_duplicate`]).
    ///
    /// # Errors
    /// The database failed, or the mail address is taken.
    pub async fn add_member(&mut self, new: &NewMember<'_>, now: Micros) -> Result<MemberId> {
        let (role, lang) = (new.role.code(), new.lang.code());
        let NewMember { mail, mail_key, name, password, .. } = new;
        let id = scalar!(self, "sql/members/insert.sql", mail, mail_key, name, role, lang, password, now.0)?;
        Ok(MemberId(id))
    }

    /// Changes name and language.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_profile(&mut self, id: MemberId, name: &str, lang: Lang) -> Result<()> {
        let lang = lang.code();
        execute!(self, "sql/members/set_profile.sql", id.0, name, lang)?;
        Ok(())
    }

    /// Gives a member who never chose a language this one.
    ///
    /// # Errors
    /// The database failed.
    pub async fn adopt_lang(&mut self, id: MemberId, lang: Lang) -> Result<()> {
        let lang = lang.code();
        execute!(self, "sql/members/adopt_lang.sql", id.0, lang)?;
        Ok(())
    }

    /// Changes the role.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_role(&mut self, id: MemberId, role: Role) -> Result<()> {
        let role = role.code();
        execute!(self, "sql/members/set_role.sql", id.0, role)?;
        Ok(())
    }

    /// Changes the password's argon2id string.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_password(&mut self, id: MemberId, password: &str) -> Result<()> {
        execute!(self, "sql/members/set_password.sql", id.0, password)?;
        Ok(())
    }

    /// Keeps a member from signing in, or lets them again.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_disabled(&mut self, id: MemberId, since: Option<Micros>) -> Result<()> {
        let since = since.map(|at| at.0);
        execute!(self, "sql/members/set_disabled.sql", id.0, since)?;
        Ok(())
    }

    /// Sets or removes the second factor; `step` is the one just used.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_totp(&mut self, id: MemberId, secret: Option<&[u8]>, step: i64) -> Result<()> {
        execute!(self, "sql/members/set_totp.sql", id.0, secret, step)?;
        Ok(())
    }

    /// Uses up a step of the second factor. False when it, or a later one, was used before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn use_totp_step(&mut self, id: MemberId, step: i64) -> Result<bool> {
        let done = execute!(self, "sql/members/use_totp_step.sql", id.0, step)?;
        Ok(done == 1)
    }

    /// Replaces all recovery codes by these hashes.
    ///
    /// # Errors
    /// The database failed.
    pub async fn set_recovery_codes(&mut self, id: MemberId, hashes: &[[u8; 32]]) -> Result<()> {
        execute!(self, "sql/members/delete_recovery_codes.sql", id.0)?;
        for hash in hashes {
            let hash = hash.as_slice();
            execute!(self, "sql/members/insert_recovery_code.sql", id.0, hash)?;
        }
        Ok(())
    }

    /// Uses up a recovery code. False when there is no such unused code.
    ///
    /// # Errors
    /// The database failed.
    pub async fn use_recovery_code(&mut self, id: MemberId, hash: &[u8], now: Micros) -> Result<bool> {
        let done = execute!(self, "sql/members/use_recovery_code.sql", id.0, hash, now.0)?;
        Ok(done == 1)
    }

    /// Keeps an invitation in place of an older one for the same member.
    ///
    /// # Errors
    /// The database failed.
    pub async fn put_invitation(&mut self, id: MemberId, token_hash: &[u8], until: Micros) -> Result<()> {
        execute!(self, "sql/members/put_invitation.sql", id.0, token_hash, until.0)?;
        Ok(())
    }

    /// Ends an invitation.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_invitation(&mut self, id: MemberId) -> Result<()> {
        execute!(self, "sql/members/delete_invitation.sql", id.0)?;
        Ok(())
    }
}
