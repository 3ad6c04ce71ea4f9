//! Accepting an invitation: the one-time link sets the password.

use super::{Visitor, event, mail_key, password, token};
use crate::{App, Refused};
use banso_state::Member;

/// Whom a link is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invited {
    /// The name.
    pub name: String,
    /// The mail address, with which one signs in.
    pub mail: String,
}

impl App {
    /// Whom an invitation's token is for.
    ///
    /// # Errors
    /// [`Refused::Missing`] when it was used, is too old, or never was.
    pub async fn invited(&self, presented: &str) -> Result<Invited, Refused> {
        let member = self.invited_member(presented).await?;
        Ok(Invited { name: member.name, mail: member.mail })
    }

    async fn invited_member(&self, presented: &str) -> Result<Member, Refused> {
        let now = self.clock.now();
        let id = self.state.invited(&token::hash(presented), now).await.map_err(Refused::broken)?;
        let member = self.state.member(id.ok_or(Refused::Missing)?).await.map_err(Refused::broken)?;
        member.filter(|member| member.disabled_at.is_none()).ok_or(Refused::Missing)
    }

    /// Sets the password and ends the invitation; the member then signs in. A second factor, if there is one, stays.
    ///
    /// # Errors
    /// [`Refused::Missing`] as in [`App::invited`], [`Refused::Input`] when the password is not good enough.
    pub async fn accept_invitation(&self, presented: &str, new: &str, visitor: &Visitor) -> Result<(), Refused> {
        let now = self.clock.now();
        let member = self.invited_member(presented).await?;
        if let Some(problem) = password::judge(new, &mail_key(&member.mail)) {
            return Err(Refused::wrong("password", problem));
        }
        let hash = self.auth.hash(new, &*self.entropy).await?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        // Only the first of several concurrent posts still finds the invitation.
        let still = tx.invited(&token::hash(presented), now).await.map_err(Refused::broken)?;
        if still != Some(member.id) {
            return Err(Refused::Missing);
        }
        tx.delete_invitation(member.id).await.map_err(Refused::broken)?;
        tx.set_password(member.id, &hash).await.map_err(Refused::broken)?;
        tx.delete_other_sessions(member.id, 0).await.map_err(Refused::broken)?;
        let detail = serde_json::json!({"address": visitor.address});
        tx.log(&event(now, Some(member.id), "set_password", member.id, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}
