//! Sessions: who a token belongs to, how long it lasts, and ending it.

use super::{Visitor, event, token};
use crate::{App, Principal, Refused};
use banso_kernel::{MemberId, Micros};
use banso_state::{NewSession, Session, Tx};

const MINUTE: i64 = 60_000_000;
const HOUR: i64 = 60 * MINUTE;
/// Unused for so long, a session ends.
const IDLE: i64 = 12 * HOUR;
/// After so long it ends in any case.
const ABSOLUTE: i64 = 7 * 24 * HOUR;
/// So long one has for the second factor.
const HALF_OPEN: i64 = 5 * MINUTE;

/// What a session's token stands for.
#[derive(Clone, Debug)]
pub struct Current {
    /// Who.
    pub principal: Principal,
    /// Which session.
    pub session: i64,
    /// What the session's forms carry.
    pub form_token: String,
}

/// A session as its member sees it.
#[derive(Clone, Debug)]
pub struct OwnSession {
    /// To end it with.
    pub id: i64,
    /// It is the one that asks.
    pub this: bool,
    /// Since when.
    pub created_at: Micros,
    /// Last used.
    pub seen_at: Micros,
    /// How the browser calls itself.
    pub browser: String,
    /// The network address at sign-in.
    pub address: String,
}

impl App {
    /// Whose session a token is, if it still holds. Notes its use, to the minute.
    ///
    /// # Errors
    /// The database failed.
    pub async fn current(&self, presented: &str) -> Result<Option<Current>, Refused> {
        let now = self.clock.now();
        let found = self.state.session(&token::hash(presented)).await.map_err(Refused::broken)?;
        let Some(session) = found.filter(|session| session.complete && holds(session, now)) else { return Ok(None) };
        let member = self.state.member(session.member).await.map_err(Refused::broken)?;
        let Some(member) = member.filter(|member| member.disabled_at.is_none()) else { return Ok(None) };
        if now.0 - session.seen_at.0 > MINUTE {
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.saw_session(session.id, now).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
        }
        let principal =
            Principal { member: member.id, role: member.role, lang: member.lang, name: member.name, past: None };
        Ok(Some(Current { principal, session: session.id, form_token: token::of_forms(presented) }))
    }

    /// Whether a token belongs to a session that waits for its second factor.
    ///
    /// # Errors
    /// The database failed.
    pub async fn is_half_open(&self, presented: &str) -> Result<bool, Refused> {
        let found = self.state.session(&token::hash(presented)).await.map_err(Refused::broken)?;
        Ok(found.is_some_and(|session| !session.complete && holds(&session, self.clock.now())))
    }

    /// Ends the session.
    ///
    /// # Errors
    /// The database failed.
    pub async fn sign_out(&self, current: &Current) -> Result<(), Refused> {
        let (now, member) = (self.clock.now(), current.principal.member);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.delete_session(current.session, member).await.map_err(Refused::broken)?;
        tx.log(&event(now, Some(member), "signed_out", member, serde_json::json!({})))
            .await
            .map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// The member's own sessions, the last used first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn own_sessions(&self, current: &Current) -> Result<Vec<OwnSession>, Refused> {
        let now = self.clock.now();
        let all = self.state.sessions(current.principal.member).await.map_err(Refused::broken)?;
        let live = all.into_iter().filter(|session| holds(session, now));
        Ok(live
            .map(|session| OwnSession {
                id: session.id,
                this: session.id == current.session,
                created_at: session.created_at,
                seen_at: session.seen_at,
                browser: session.browser,
                address: session.address,
            })
            .collect())
    }

    /// Ends one of the member's own sessions.
    ///
    /// # Errors
    /// [`Refused::Missing`] when it is somebody else's or over.
    pub async fn end_session(&self, current: &Current, id: i64) -> Result<(), Refused> {
        let (now, member) = (self.clock.now(), current.principal.member);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.delete_session(id, member).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        tx.log(&event(now, Some(member), "ended_session", member, serde_json::json!({})))
            .await
            .map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Adds a session inside a transaction.
    pub(super) async fn add_session(
        &self,
        tx: &mut Tx,
        member: MemberId,
        fresh: &str,
        complete: bool,
        visitor: &Visitor,
        now: Micros,
    ) -> Result<i64, Refused> {
        let lasts = if complete { ABSOLUTE } else { HALF_OPEN };
        let browser: String = visitor.browser.chars().take(300).collect();
        let new = NewSession {
            token_hash: &token::hash(fresh),
            member,
            complete,
            expires_at: Micros(now.0 + lasts),
            browser: &browser,
            address: &visitor.address,
        };
        tx.add_session(&new, now).await.map_err(Refused::broken)
    }

    /// Removes sessions that are over.
    pub(crate) async fn forget_old_sessions(&self, tx: &mut Tx, now: Micros) -> Result<u64, Refused> {
        tx.delete_old_sessions(now, Micros(now.0 - IDLE)).await.map_err(Refused::broken)
    }
}

fn holds(session: &Session, now: Micros) -> bool {
    session.expires_at > now && now.0 - session.seen_at.0 < IDLE
}
