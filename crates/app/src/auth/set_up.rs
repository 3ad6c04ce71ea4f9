//! First run: the token that the console printed makes the first administrator, once.

use super::{Visitor, event, is_mail, limit, mail_key, password, token};
use crate::{App, Refused, Wrong};
use banso_domain::members::Role;
use banso_kernel::{Lang, Problem};
use banso_state::NewMember;
use subtle::ConstantTimeEq;

/// What the set-up form asks for.
#[derive(Clone, Debug)]
pub struct SetUp {
    /// From the console.
    pub token: String,
    /// The vendor's name.
    pub workspace: String,
    /// The administrator's name.
    pub name: String,
    /// The administrator's mail address.
    pub mail: String,
    /// The new password.
    pub password: String,
    /// Language of the pages.
    pub lang: Lang,
}

impl App {
    /// The token of this start, while there is no member yet.
    ///
    /// # Errors
    /// The database failed.
    pub async fn setup_token(&self) -> Result<Option<&str>, Refused> {
        let first = self.state.member_count().await.map_err(Refused::broken)? == 0;
        Ok(first.then_some(self.auth.setup_token.as_str()))
    }

    /// Makes the first administrator and ends the set-up in one transaction; gives a session's token.
    ///
    /// # Errors
    /// [`Refused::Missing`] when the set-up is over, [`Refused::Later`] after too many wrong tokens,
    /// [`Refused::Input`] when something is wrong with the form.
    pub async fn set_up(&self, input: &SetUp, visitor: &Visitor) -> Result<String, Refused> {
        if self.setup_token().await?.is_none() {
            return Err(Refused::Missing);
        }
        let now = self.clock.now();
        let key = format!("set-up {}", visitor.address);
        if !bool::from(input.token.trim().as_bytes().ct_eq(self.auth.setup_token.as_bytes())) {
            return Err(match self.auth.take(&key, limit::ADDRESS, now) {
                Some(seconds) => Refused::Later(seconds),
                None => Refused::wrong("token", Problem::new("members-problem-setup-token")),
            });
        }
        let mail = mail_key(&input.mail);
        let mut wrong = Vec::new();
        let mut say = |field: &str, problem| wrong.push(Wrong { field: field.to_owned(), problem });
        if input.name.trim().is_empty() {
            say("name", Problem::new("members-problem-name-empty"));
        }
        if !is_mail(&mail) {
            say("mail", Problem::new("members-problem-mail"));
        }
        if let Some(problem) = password::judge(&input.password, &mail) {
            say("password", problem);
        }
        if !wrong.is_empty() {
            return Err(Refused::Input(wrong));
        }
        let hash = self.auth.hash(&input.password, &*self.entropy).await?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if tx.member_count().await.map_err(Refused::broken)? != 0 {
            return Err(Refused::Missing);
        }
        let new = NewMember {
            mail: input.mail.trim(),
            mail_key: &mail,
            name: input.name.trim(),
            role: Role::Admin,
            lang: input.lang,
            password: &hash,
        };
        let id = tx.add_member(&new, now).await.map_err(Refused::broken)?;
        let workspace = input.workspace.trim();
        if !workspace.is_empty() {
            tx.put_setting(crate::settings::NAME, workspace, now).await.map_err(Refused::broken)?;
        }
        let fresh = token::fresh(&*self.entropy);
        self.add_session(&mut tx, id, &fresh, true, visitor, now).await?;
        tx.log(&event(now, Some(id), "set_up", id, serde_json::json!({"role": "admin"})))
            .await
            .map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(fresh)
    }
}
