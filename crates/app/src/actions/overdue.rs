//! Tasks past their day: told once, in Slack or by mail, to who has them and who leads.

use super::notice::Notice;
use super::terms::Reach;
use crate::{App, Refused};
use banso_kernel::{Arg, Micros, Text};
use banso_words::words;

const HOUR: i64 = 3_600 * 1_000_000;

impl App {
    /// Tells of each open task whose day has been over for so many hours as the settings say; of each once, until it is
    /// put off. Says how many those were.
    ///
    /// # Errors
    /// The database failed.
    pub async fn alert_overdue(&self) -> Result<usize, Refused> {
        let (workspace, terms) = (self.workspace().await?, self.action_terms().await?);
        let now = self.clock.now();
        let today = self.today(&workspace);
        let overdue = self.state.overdue_tasks(today).await.map_err(Refused::broken)?;
        let late = |task: &banso_state::Task| {
            let ended = workspace.zone.start_of(task.due_on + 1).0;
            task.alerted_at.is_none() && Micros(ended + i64::from(terms.alert_hours) * HOUR) <= now
        };
        let overdue: Vec<_> = overdue.into_iter().filter(late).collect();
        if overdue.is_empty() {
            return Ok(0);
        }
        let reach = Reach::load(self).await?;
        let words = words(terms.lang);
        let mut told = 0;
        for task in overdue {
            let Some(account) = self.state.account(task.account).await.map_err(Refused::broken)? else { continue };
            let title: Text = super::naming::text(&task.title);
            let owner = task.owner.and_then(|id| reach.members.get(&id));
            let name = owner.map_or_else(|| words.get("tasks-nobody").into_owned(), |member| member.name.clone());
            let values: [(&str, Arg); 3] = [
                ("account", account.name.as_str().into()),
                ("title", title.get(terms.lang).into()),
                ("days", i64::from(today - task.due_on).into()),
            ];
            let lines = vec![
                words.with("tasks-overdue-owner", &[("name", name.into())]),
                words.with("tasks-overdue-due", &[("day", words.day(task.due_on).into())]),
            ];
            let notice = Notice {
                what: format!("overdue:{}:{}", task.id, task.due_on.0),
                title: words.with("tasks-overdue-alert", &values),
                lines,
                page: format!("/tasks/{}", task.id),
                account: Some(task.account),
                also: owner.into_iter().collect(),
            };
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            if tx.mark_alerted(task.id, now).await.map_err(Refused::broken)? {
                tx.enqueue(&notice.deliveries(&terms, &reach, now)).await.map_err(Refused::broken)?;
                told += 1;
            }
            tx.commit().await.map_err(Refused::broken)?;
        }
        Ok(told)
    }
}
