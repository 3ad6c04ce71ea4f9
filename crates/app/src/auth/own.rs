//! What members change about themselves: name, language, password.

use super::session::Current;
use super::{event, limit, mail_key, password};
use crate::{App, Refused};
use banso_kernel::{Lang, Problem};

impl App {
    /// Changes the member's own name and language.
    ///
    /// # Errors
    /// [`Refused::Input`] when the name is empty.
    pub async fn change_profile(&self, current: &Current, name: &str, lang: Lang) -> Result<(), Refused> {
        let (now, id, name) = (self.clock.now(), current.principal.member, name.trim());
        if name.is_empty() {
            return Err(Refused::wrong("name", Problem::new("members-problem-name-empty")));
        }
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.set_profile(id, name, lang).await.map_err(Refused::broken)?;
        let detail = serde_json::json!({"lang": lang.code()});
        tx.log(&event(now, Some(id), "changed_profile", id, detail)).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Changes the member's own password, for which the old one is asked; ends all other sessions.
    ///
    /// # Errors
    /// [`Refused::Input`] when the old one is wrong or the new one is not good enough.
    pub async fn change_password(&self, current: &Current, old: &str, new: &str) -> Result<(), Refused> {
        let (now, id) = (self.clock.now(), current.principal.member);
        let member = self.state.member(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        self.check_own_password(current, old, "old").await?;
        if let Some(problem) = password::judge(new, &mail_key(&member.mail)) {
            return Err(Refused::wrong("new", problem));
        }
        let hash = self.auth.hash(new, &*self.entropy).await?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.set_password(id, &hash).await.map_err(Refused::broken)?;
        tx.delete_other_sessions(id, current.session).await.map_err(Refused::broken)?;
        tx.log(&event(now, Some(id), "changed_password", id, serde_json::json!({}))).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Asks for the member's own password again; wrong tries are limited.
    pub(super) async fn check_own_password(&self, current: &Current, typed: &str, field: &str) -> Result<(), Refused> {
        let id = current.principal.member;
        let key = format!("own {id}");
        if let Some(seconds) = self.auth.take(&key, limit::SECOND, self.clock.now()) {
            return Err(Refused::Later(seconds));
        }
        let member = self.state.member(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        if !self.auth.verify(typed, Some(&member.password)).await? {
            return Err(Refused::wrong(field, Problem::new("members-problem-old-password")));
        }
        self.auth.give_back(&key);
        Ok(())
    }
}
