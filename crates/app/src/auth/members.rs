//! What administrators do with members: see, invite, change the role, disable and enable.

use super::session::Current;
use super::{event, is_mail, mail_key, token};
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{Lang, MemberId, Micros, Problem};
use banso_state::{NewMember, Tx};

/// So long an invitation holds.
const INVITATION: i64 = 7 * 24 * 3_600_000_000;

/// A member in the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Which.
    pub id: MemberId,
    /// The name.
    pub name: String,
    /// The mail address.
    pub mail: String,
    /// The role.
    pub role: Role,
    /// Has a second factor.
    pub second_factor: bool,
    /// Last seen in a session that still holds.
    pub seen_at: Option<Micros>,
    /// An invitation is open until then.
    pub invited_until: Option<Micros>,
    /// Has signed up (set a password).
    pub joined: bool,
    /// May not sign in since then.
    pub disabled_at: Option<Micros>,
}

impl App {
    /// All members, in the order they came.
    ///
    /// # Errors
    /// The database failed.
    pub async fn members(&self, by: &Principal) -> Result<Vec<Listed>, Refused> {
        by.needs(Role::Viewer)?;
        let invitations = self.state.invitations().await.map_err(Refused::broken)?;
        let mut listed = Vec::new();
        for member in self.state.members().await.map_err(Refused::broken)? {
            let seen = self.state.sessions(member.id).await.map_err(Refused::broken)?;
            listed.push(Listed {
                id: member.id,
                name: member.name,
                mail: member.mail,
                role: member.role,
                second_factor: member.totp_secret.is_some(),
                seen_at: seen.iter().map(|session| session.seen_at).max(),
                invited_until: invitations.iter().find(|(id, _)| *id == member.id).map(|(_, until)| *until),
                joined: !member.password.is_empty(),
                disabled_at: member.disabled_at,
            });
        }
        Ok(listed)
    }

    /// Adds a member who sets the password by the one-time link; gives the link's token.
    ///
    /// # Errors
    /// [`Refused::Input`] when name or mail address are not usable.
    pub async fn invite(
        &self,
        by: &Current,
        name: &str,
        mail: &str,
        role: Role,
        lang: Lang,
    ) -> Result<String, Refused> {
        by.principal.needs(Role::Admin)?;
        let (now, key, name) = (self.clock.now(), mail_key(mail), name.trim());
        let mut wrong = Vec::new();
        let mut say = |field: &str, code: &str| {
            wrong.push(Wrong { field: field.to_owned(), problem: Problem::new(code) });
        };
        if name.is_empty() {
            say("name", "members-problem-name-empty");
        }
        if !is_mail(&key) {
            say("mail", "members-problem-mail");
        }
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let new = NewMember { mail: mail.trim(), mail_key: &key, name, role, lang, password: "" };
        let id = match tx.add_member(&new, now).await {
            Ok(id) => id,
            Err(error) if error.is_duplicate() => {
                return Err(Refused::wrong("mail", Problem::new("members-problem-mail-taken")));
            }
            Err(error) => return Err(Refused::broken(error)),
        };
        let fresh = self.put_invitation(&mut tx, id, now).await?;
        let detail = serde_json::json!({"role": role.code()});
        tx.log(&event(now, Some(by.principal.member), "invited", id, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(fresh)
    }

    /// A new link for a member who has not come yet, or who forgot the password. The old link and, once the new one is
    /// used, the old password are worth nothing.
    ///
    /// # Errors
    /// [`Refused::Missing`] when there is no such member or the member is disabled.
    pub async fn invite_again(&self, by: &Current, id: MemberId) -> Result<String, Refused> {
        by.principal.needs(Role::Admin)?;
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let member = tx.member(id).await.map_err(Refused::broken)?;
        member.filter(|member| member.disabled_at.is_none()).ok_or(Refused::Missing)?;
        let fresh = self.put_invitation(&mut tx, id, now).await?;
        let event = event(now, Some(by.principal.member), "invited_again", id, serde_json::json!({}));
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(fresh)
    }

    async fn put_invitation(&self, tx: &mut Tx, id: MemberId, now: Micros) -> Result<String, Refused> {
        let fresh = token::fresh(&*self.entropy);
        let until = Micros(now.0 + INVITATION);
        tx.put_invitation(id, &token::hash(&fresh), until).await.map_err(Refused::broken)?;
        Ok(fresh)
    }

    /// Gives a member another role.
    ///
    /// # Errors
    /// [`Refused::Missing`] without such a member, [`Refused::Input`] for the last administrator.
    pub async fn change_role(&self, by: &Current, id: MemberId, role: Role) -> Result<(), Refused> {
        by.principal.needs(Role::Admin)?;
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let before = tx.member(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        tx.set_role(id, role).await.map_err(Refused::broken)?;
        keep_an_admin(&mut tx, "role").await?;
        let detail = serde_json::json!({"before": before.role.code(), "after": role.code()});
        tx.log(&event(now, Some(by.principal.member), "changed_role", id, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Keeps a member out from now on and ends all their sessions and invitations, or lets them in again.
    ///
    /// # Errors
    /// [`Refused::Missing`] without such a member, [`Refused::Input`] for the last administrator.
    pub async fn disable(&self, by: &Current, id: MemberId, disabled: bool) -> Result<(), Refused> {
        by.principal.needs(Role::Admin)?;
        let now = self.clock.now();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.member(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        tx.set_disabled(id, disabled.then_some(now)).await.map_err(Refused::broken)?;
        if disabled {
            keep_an_admin(&mut tx, "").await?;
            tx.delete_other_sessions(id, 0).await.map_err(Refused::broken)?;
            tx.delete_invitation(id).await.map_err(Refused::broken)?;
        }
        let verb = if disabled { "disabled" } else { "enabled" };
        let event = event(now, Some(by.principal.member), verb, id, serde_json::json!({}));
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }
}

/// Somebody must be able to let others in.
async fn keep_an_admin(tx: &mut Tx, field: &str) -> Result<(), Refused> {
    match tx.active_admins().await.map_err(Refused::broken)? {
        0 => Err(Refused::wrong(field, Problem::new("members-problem-last-admin"))),
        _ => Ok(()),
    }
}
