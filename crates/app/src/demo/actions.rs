//! Actions in the demo: what accounts went through, plays that have been on for five months, one of them tried on half of
//! its accounts, so that there is something to prove, and tasks of which the team has done most, so that a day begins in
//! the middle of the work.

use crate::{App, Refused};
use banso_domain::members::Role;
use banso_domain::templates;
use banso_kernel::{Day, Micros};
use banso_state::{DefinitionKind, PlayState, PlaySwitch, Task, TaskEnd, TaskState};

/// The plays have been on for so many days.
const ON: i32 = 150;
/// Tasks that were due before so many days are all done; of the later ones most.
const CAUGHT_UP: i32 = 21;
/// The play that is tried on half of its accounts; the others hold a tenth out.
const TRIED: &str = "segment_fell";

impl App {
    /// Switches the shipped plays on as of [`ON`] days ago and lets them act until today; then the team does its work.
    pub(super) async fn play_demo(&self) -> Result<(), Refused> {
        let today = self.today(&self.workspace().await?);
        let members = self.state.members().await.map_err(Refused::broken)?;
        let Some(leader) = members.iter().find(|member| member.role == Role::Admin) else { return Ok(()) };
        let since = today - ON;
        let zone = self.workspace().await?.zone;
        for (id, text) in templates::PLAYS {
            let share = if id == TRIED { 0.5 } else { 0.1 };
            let text = owned(text, &leader.mail, today, share);
            self.put_definition(DefinitionKind::Play, id, &text, Some(leader.id), "demo").await?;
            let switch = PlaySwitch {
                play: (*id).to_owned(),
                state: PlayState::On,
                version: 2,
                changed_at: zone.start_of(since),
                member: Some(leader.id),
                reason: String::new(),
            };
            let mut tx = self.state.begin().await.map_err(Refused::broken)?;
            tx.put_play_switch(&switch).await.map_err(Refused::broken)?;
            tx.commit().await.map_err(Refused::broken)?;
        }
        let ground = self.action_ground().await?;
        self.remember_past(&ground, Some(since)).await?;
        self.do_tasks(today).await?;
        let _ = self.act(None).await?;
        Ok(())
    }

    /// Of the tasks that were due lately, the team has done seven of ten, and all older ones; each with a word of what came of it.
    async fn do_tasks(&self, today: Day) -> Result<(), Refused> {
        const OUTCOMES: [&str; 4] = [
            "設定の残りを画面共有で一緒に済ませた。来週の利用状況を見る。",
            "担当者の異動が分かった。後任の方を紹介してもらう。",
            "利用部門の説明会を提案し、来月の日程で合意した。",
            "レポート機能の使い方を案内した。次回の定例で効果を確認する。",
        ];
        let zone = self.workspace().await?.zone;
        let open: Vec<Task> = self.state.open_tasks(None).await.map_err(Refused::broken)?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let done = |task: &&Task| task.due_on < today - CAUGHT_UP || (task.due_on < today && task.id % 10 < 7);
        for task in open.iter().filter(done) {
            let outcome = OUTCOMES[usize::try_from(task.id).unwrap_or_default() % OUTCOMES.len()];
            let at = Micros(zone.start_of(task.due_on).0 + 15 * 3_600_000_000);
            let end = TaskEnd {
                state: TaskState::Done,
                outcome: outcome.to_owned(),
                reason: String::new(),
                at,
                by: task.owner,
            };
            tx.close_task(task.id, &end).await.map_err(Refused::broken)?;
        }
        tx.commit().await.map_err(Refused::broken)
    }
}

/// A shipped play with what it needs to be on: who answers for it, dates around today, a share held out.
fn owned(text: &str, mail: &str, today: Day, hold_out: f64) -> String {
    let needed = format!(
        "owner = \"{mail}\"\nreview_on = {}\nstop_on = {}\nhold_out = {hold_out}\n\n[trigger]",
        today + 60,
        today + 150
    );
    text.replacen("[trigger]", &needed, 1)
}
