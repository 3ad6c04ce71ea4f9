//! Plays: the list, and one from every side.

use super::act::Ground;
use super::play_words::{line, trigger};
use super::*;
use crate::accounts::board;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_domain::plays::Play;
use banso_domain::templates;
use banso_domain::turn::LivePlay;
use banso_kernel::Text;
use banso_state::DefinitionKind;
use std::collections::HashMap;

impl App {
    /// All plays.
    ///
    /// # Errors
    /// The database failed.
    pub async fn plays(&self, who: &Principal) -> Result<Vec<PlayRow>, Refused> {
        who.needs(Role::Viewer)?;
        let ground = self.action_ground().await?;
        self.play_rows(&ground).await
    }

    async fn play_rows(&self, ground: &Ground) -> Result<Vec<PlayRow>, Refused> {
        let counts = self.state.run_counts().await.map_err(Refused::broken)?;
        let mut open: HashMap<String, usize> = HashMap::new();
        for task in self.state.open_tasks(None).await.map_err(Refused::broken)? {
            *open.entry(task.play.unwrap_or_default()).or_default() += 1;
        }
        let of = |id: &str, wanted: &dyn Fn(&banso_state::RunCount) -> bool| -> usize {
            let fitting = counts.iter().filter(|count| count.play == id && wanted(count));
            usize::try_from(fitting.map(|count| count.runs).sum::<u64>()).unwrap_or(usize::MAX)
        };
        let members = self.state.members().await.map_err(Refused::broken)?;
        // The text names its owner by mail, or by what else it says.
        let owner = |said: &str| {
            let member = members.iter().find(|member| member.mail == said);
            member.map_or_else(|| said.to_owned(), |member| member.name.clone())
        };
        let row = |live: &LivePlay| {
            let play = &live.play;
            let switch = ground.book.switches.get(&play.id);
            PlayRow {
                id: play.id.clone(),
                name: play.name.clone(),
                version: u32::try_from(live.version).unwrap_or_default(),
                state: match switch.map(|switch| switch.state) {
                    Some(banso_state::PlayState::On) if play.stopped(ground.today) => PlayState::Stopped,
                    Some(banso_state::PlayState::On) => PlayState::On,
                    Some(banso_state::PlayState::Stopped) => PlayState::Stopped,
                    _ => PlayState::Off,
                },
                owner: owner(&play.owner),
                hypothesis: play.hypothesis.clone().unwrap_or_default(),
                review_on: play.review_on,
                stop_on: play.stop_on,
                active: of(&play.id, &|count| count.state == banso_state::RunState::Active),
                treated: of(&play.id, &|count| count.arm == banso_state::Arm::Treated),
                held_out: of(&play.id, &|count| count.arm == banso_state::Arm::HeldOut),
                open_tasks: open.get(&play.id).copied().unwrap_or(0),
            }
        };
        Ok(ground.book.rules.plays.iter().map(row).collect())
    }

    /// The name of a play.
    ///
    /// # Errors
    /// There is no such play.
    pub async fn play_name(&self, who: &Principal, id: &str) -> Result<Text, Refused> {
        who.needs(Role::Viewer)?;
        let book = self.book(&*board::definitions(self).await?).await?;
        book.rules.play(id).map(|live| live.play.name.clone()).ok_or(Refused::Missing)
    }

    /// One play.
    ///
    /// # Errors
    /// There is no such play.
    pub async fn play(&self, who: &Principal, id: &str) -> Result<PlayPage, Refused> {
        who.needs(Role::Viewer)?;
        let ground = self.action_ground().await?;
        let live = ground.book.rules.play(id).ok_or(Refused::Missing)?;
        let row = self.play_rows(&ground).await?.into_iter().find(|row| row.id == id).ok_or(Refused::Missing)?;
        let (text, _, versions) = self.versions(DefinitionKind::Play, id).await?;
        let (audience, outside) = self.audience(&ground, live, who.lang).await?;
        Ok(PlayPage {
            about: live.play.about.clone(),
            trigger: trigger(&live.play.trigger, &ground, who.lang),
            steps: live.play.steps.iter().map(|step| line(&live.play, step)).collect(),
            hold_out: live.play.hold_out,
            lacks: self.lacks(&ground, live).await?,
            audience,
            outside,
            runs: self.run_rows(&live.play).await?,
            row,
            text,
            versions,
        })
    }

    /// Templates that a new play can begin with: id, name, what it is for, text.
    ///
    /// # Errors
    /// The asker is no CSM.
    pub async fn play_templates(&self, who: &Principal) -> Result<Vec<(String, Text, Text, String)>, Refused> {
        who.needs(Role::Csm)?;
        let book = self.book(&*board::definitions(self).await?).await?;
        let shipped = templates::PLAYS.iter().filter_map(|(id, text)| {
            let play = Play::parse(text, &book.words).ok()?;
            let text = rules::with_free_id(text, "play", id, |id| book.rules.play(id).is_some());
            Some(((*id).to_owned(), play.name, play.about, text))
        });
        Ok(shipped.collect())
    }

    /// A play that is on stays one that may be (RULES 19): its next version still has what is needed for that.
    ///
    /// # Errors
    /// [`Refused::Input`]: what is lacking.
    pub(crate) async fn stays_ready(&self, id: &str, text: &str) -> Result<(), Refused> {
        let ground = self.action_ground_with(Some((DefinitionKind::Play, id, text))).await?;
        let Some(live) = ground.book.rules.play(id).filter(|live| live.on) else { return Ok(()) };
        let mut lacks = live.play.not_ready(ground.today);
        // A stop date that has come ends it: that is a choice.
        lacks.retain(|problem| problem.code != "problem-play-stop-passed");
        let wrong = lacks.into_iter().map(|problem| Wrong { field: "text".to_owned(), problem });
        let wrong: Vec<Wrong> = wrong.collect();
        if wrong.is_empty() { Ok(()) } else { Err(Refused::Input(wrong)) }
    }
}
