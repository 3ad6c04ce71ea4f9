//! Sessions of members. Only the hash of a session's token is known here.

use super::error::Result;
use super::open::State;
use super::statement::{execute, fetch_all, fetch_optional, scalar};
use super::tx::Tx;
use banso_kernel::{MemberId, Micros};
use sqlx::FromRow;

/// A session as stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Session {
    /// Which.
    pub id: i64,
    /// Whose.
    pub member: MemberId,
    /// Signed in; false while the second factor is still to come.
    pub complete: bool,
    /// Since when.
    pub created_at: Micros,
    /// Last used (to the minute).
    pub seen_at: Micros,
    /// The end whatever happens.
    pub expires_at: Micros,
    /// How the browser calls itself.
    pub browser: String,
    /// The network address at sign-in.
    pub address: String,
}

/// A session to add.
#[derive(Clone, Debug)]
pub struct NewSession<'a> {
    /// SHA-256 of the token.
    pub token_hash: &'a [u8],
    /// Whose.
    pub member: MemberId,
    /// Signed in.
    pub complete: bool,
    /// The end whatever happens.
    pub expires_at: Micros,
    /// How the browser calls itself.
    pub browser: &'a str,
    /// The network address.
    pub address: &'a str,
}

/// A row of table `session`.
#[derive(FromRow)]
struct SessionRecord {
    id: i64,
    member: i64,
    complete: i64,
    created_at: i64,
    seen_at: i64,
    expires_at: i64,
    browser: String,
    address: String,
}

impl From<SessionRecord> for Session {
    fn from(row: SessionRecord) -> Self {
        Self {
            id: row.id,
            member: MemberId(row.member),
            complete: row.complete != 0,
            created_at: Micros(row.created_at),
            seen_at: Micros(row.seen_at),
            expires_at: Micros(row.expires_at),
            browser: row.browser,
            address: row.address,
        }
    }
}

impl State {
    /// The session with this hashed token.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&self, token_hash: &[u8]) -> Result<Option<Session>> {
        let row = fetch_optional!(self.read().await?, SessionRecord, "sql/sessions/by_token.sql", token_hash)?;
        Ok(row.map(Session::from))
    }

    /// A member's sessions, the last used first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sessions(&self, member: MemberId) -> Result<Vec<Session>> {
        let rows = fetch_all!(self.read().await?, SessionRecord, "sql/sessions/of_member.sql", member.0)?;
        Ok(rows.into_iter().map(Session::from).collect())
    }
}

impl Tx {
    /// As [`State::session`], inside the transaction.
    ///
    /// # Errors
    /// The database failed.
    pub async fn session(&mut self, token_hash: &[u8]) -> Result<Option<Session>> {
        let row = fetch_optional!(self, SessionRecord, "sql/sessions/by_token.sql", token_hash)?;
        Ok(row.map(Session::from))
    }

    /// Adds a session.
    ///
    /// # Errors
    /// The database failed.
    pub async fn add_session(&mut self, new: &NewSession<'_>, now: Micros) -> Result<i64> {
        let complete = i64::from(new.complete);
        let NewSession { token_hash, member, expires_at, browser, address, .. } = new;
        scalar!(self, "sql/sessions/insert.sql", token_hash, member.0, complete, now.0, expires_at.0, browser, address)
    }

    /// Notes that a session was used.
    ///
    /// # Errors
    /// The database failed.
    pub async fn saw_session(&mut self, id: i64, now: Micros) -> Result<()> {
        execute!(self, "sql/sessions/seen.sql", id, now.0)?;
        Ok(())
    }

    /// Ends a member's session. False when the member has no such session.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_session(&mut self, id: i64, member: MemberId) -> Result<bool> {
        let done = execute!(self, "sql/sessions/delete.sql", id, member.0)?;
        Ok(done == 1)
    }

    /// Ends all of a member's sessions but one (0 for all).
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_other_sessions(&mut self, member: MemberId, keep: i64) -> Result<u64> {
        execute!(self, "sql/sessions/delete_others.sql", member.0, keep)
    }

    /// Forgets sessions that ended, or were last used at `idle_since` or before.
    ///
    /// # Errors
    /// The database failed.
    pub async fn delete_old_sessions(&mut self, now: Micros, idle_since: Micros) -> Result<u64> {
        execute!(self, "sql/sessions/delete_old.sql", now.0, idle_since.0)
    }
}
