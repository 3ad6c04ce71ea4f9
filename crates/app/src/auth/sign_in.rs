//! Sign-in with mail address and password, then the second factor where there is one.

use super::{Auth, Visitor, event, limit, mail_key, password, second, token};
use crate::{App, Refused};
use banso_kernel::{Micros, Problem};
use banso_state::Member;

/// What a right password leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SignedIn {
    /// Signed in: the session's token.
    Complete(String),
    /// The second factor is still to come: the token of the half-open session.
    SecondFactor(String),
}

impl Auth {
    /// Counts a try; `Some` seconds to wait when there were too many.
    pub(super) fn take(&self, key: &str, limit: limit::Limit, now: Micros) -> Option<u32> {
        // A poisoned lock means that a thread died while counting; then nobody is let in for a minute.
        self.limiter.lock().map_or(Some(60), |mut limiter| limiter.take(key, limit, now))
    }

    pub(super) fn give_back(&self, key: &str) {
        if let Ok(mut limiter) = self.limiter.lock() {
            limiter.give_back(key);
        }
    }
}

impl App {
    /// Checks mail address and password. Unknown address, wrong password, disabled and only invited members get the
    /// same answer after the same time.
    ///
    /// # Errors
    /// [`Refused::Input`] when they do not belong together, [`Refused::Later`] after too many wrong tries.
    pub async fn sign_in(&self, mail: &str, typed: &str, visitor: &Visitor) -> Result<SignedIn, Refused> {
        let now = self.clock.now();
        let mail = mail_key(mail);
        let (by_address, by_mail) = (format!("sign-in {}", visitor.address), format!("mail {mail}"));
        if let Some(seconds) = self.auth.take(&by_address, limit::ADDRESS, now) {
            return Err(Refused::Later(seconds));
        }
        if let Some(seconds) = self.auth.take(&by_mail, limit::MAIL, now) {
            return Err(Refused::Later(seconds));
        }
        let found = self.state.member_by_mail(&mail).await.map_err(Refused::broken)?;
        let able = found.filter(|member| member.disabled_at.is_none());
        let right = self.auth.verify(typed, able.as_ref().map(|member| member.password.as_str())).await?;
        let Some(member) = able.filter(|_| right) else {
            return Err(Refused::wrong("", Problem::new("members-problem-sign-in")));
        };
        self.auth.give_back(&by_address);
        self.auth.give_back(&by_mail);
        let upgraded = match password::is_outdated(&member.password) {
            true => Some(self.auth.hash(typed, &*self.entropy).await?),
            false => None,
        };
        self.let_in(&member, upgraded.as_deref(), visitor, now).await
    }

    async fn let_in(
        &self,
        member: &Member,
        upgraded: Option<&str>,
        visitor: &Visitor,
        now: Micros,
    ) -> Result<SignedIn, Refused> {
        let complete = member.totp_secret.is_none();
        let fresh = token::fresh(&*self.entropy);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        // Between the check and now the member may have been disabled or have got another password.
        let still = tx.member(member.id).await.map_err(Refused::broken)?;
        if still.as_ref() != Some(member) {
            return Err(Refused::wrong("", Problem::new("members-problem-sign-in")));
        }
        if let Some(hash) = upgraded {
            tx.set_password(member.id, hash).await.map_err(Refused::broken)?;
        }
        if let Some(lang) = visitor.lang {
            tx.adopt_lang(member.id, lang).await.map_err(Refused::broken)?;
        }
        self.forget_old_sessions(&mut tx, now).await?;
        self.add_session(&mut tx, member.id, &fresh, complete, visitor, now).await?;
        if complete {
            let detail = serde_json::json!({"address": visitor.address});
            tx.log(&event(now, Some(member.id), "signed_in", member.id, detail)).await.map_err(Refused::broken)?;
        }
        tx.commit().await.map_err(Refused::broken)?;
        Ok(if complete { SignedIn::Complete(fresh) } else { SignedIn::SecondFactor(fresh) })
    }

    /// Checks a code of the authenticator, or a recovery code, and turns the half-open session into a new, whole one.
    ///
    /// # Errors
    /// [`Refused::Missing`] without a half-open session, [`Refused::Input`] for a wrong or used code,
    /// [`Refused::Later`] after too many of them.
    pub async fn second_factor(&self, half: &str, code: &str, visitor: &Visitor) -> Result<String, Refused> {
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let session = tx.session(&token::hash(half)).await.map_err(Refused::broken)?;
        let session =
            session.filter(|session| !session.complete && session.expires_at > now).ok_or(Refused::Missing)?;
        let member = tx.member(session.member).await.map_err(Refused::broken)?;
        let member = member.filter(|member| member.disabled_at.is_none()).ok_or(Refused::Missing)?;
        let key = format!("second {}", member.id);
        if let Some(seconds) = self.auth.take(&key, limit::SECOND, now) {
            return Err(Refused::Later(seconds));
        }
        let (right, recovery) = second::check(&mut tx, &member, code, now).await?;
        if !right {
            return Err(Refused::wrong("code", Problem::new("members-problem-code")));
        }
        self.auth.give_back(&key);
        tx.delete_session(session.id, member.id).await.map_err(Refused::broken)?;
        let fresh = token::fresh(&*self.entropy);
        self.add_session(&mut tx, member.id, &fresh, true, visitor, now).await?;
        let detail = serde_json::json!({"address": visitor.address, "recovery_code": recovery});
        tx.log(&event(now, Some(member.id), "signed_in", member.id, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(fresh)
    }
}
