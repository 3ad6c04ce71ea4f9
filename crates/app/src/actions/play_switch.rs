//! Switching plays on and off, and starting one by hand.

use super::act::Ground;
use super::terms::Reach;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::members::Role;
use banso_domain::plays::{Does, Trigger};
use banso_domain::turn::LivePlay;
use banso_kernel::{AccountId, Arg, Problem};
use banso_state::{DestinationKind, Event, PlaySwitch};

impl App {
    /// What keeps a play from being switched on: what is not written, who is no member, where nothing can be sent.
    pub(super) async fn lacks(&self, ground: &Ground, live: &LivePlay) -> Result<Vec<Problem>, Refused> {
        let play = &live.play;
        let named = |problem: Problem| {
            let field = problem.args.iter().find_map(|(name, arg)| match arg {
                Arg::Text(field) if name == "field" => Some(format!("plays-lacks-{}", field.replace('_', "-"))),
                _ => None,
            });
            match (problem.code.as_str(), field) {
                ("problem-play-not-ready", Some(code)) => Problem::new(&code),
                ("problem-play-stop-passed", _) => Problem::new("plays-lacks-past"),
                _ => problem,
            }
        };
        let mut lacks: Vec<Problem> = play.not_ready(ground.today).into_iter().map(named).collect();
        let members = self.member_addresses().await?;
        if play.owner.contains('@') && !members.values().any(|(_, mail)| mail.eq_ignore_ascii_case(&play.owner)) {
            lacks.push(Problem::new("plays-problem-owner").with("owner", play.owner.clone()));
        }
        if let Trigger::Signal(id) = &play.trigger
            && ground.book.rules.signals.get(id).is_none()
        {
            lacks.push(Problem::new("plays-lacks-signal").with("signal", id.clone()));
        }
        let reach = Reach::load(self).await?;
        let missing = play.steps.iter().filter_map(|step| match &step.does {
            Does::Slack { destination: Some(name), .. } if reach.slack(Some(name)).is_none() => Some(name),
            Does::Webhook { destination } => {
                let found = reach.destination(Some(destination), |kind| kind == DestinationKind::Webhook);
                found.is_none().then_some(destination)
            }
            _ => None,
        });
        lacks.extend(missing.map(|name| Problem::new("plays-lacks-destination").with("destination", name.clone())));
        Ok(lacks)
    }

    /// Switches a play on (RULES 19: refused while something is lacking).
    ///
    /// # Errors
    /// [`Refused::Input`]: what is lacking; no manager.
    pub async fn start_play(&self, who: &Principal, id: &str) -> Result<(), Refused> {
        who.needs(Role::Manager)?;
        let ground = self.action_ground().await?;
        let live = ground.book.rules.play(id).ok_or(Refused::Missing)?;
        let lacks = self.lacks(&ground, live).await?;
        if !lacks.is_empty() {
            let wrong = lacks.into_iter().map(|problem| Wrong { field: "text".to_owned(), problem });
            return Err(Refused::Input(wrong.collect()));
        }
        self.switch(who, live, banso_state::PlayState::On, "").await
    }

    /// Switches a play off; what is in it ends.
    ///
    /// # Errors
    /// There is no such play; no manager.
    pub async fn stop_play(&self, who: &Principal, id: &str, reason: &str) -> Result<(), Refused> {
        who.needs(Role::Manager)?;
        let ground = self.action_ground().await?;
        let live = ground.book.rules.play(id).ok_or(Refused::Missing)?;
        self.switch(who, live, banso_state::PlayState::Off, reason.trim()).await
    }

    async fn switch(
        &self,
        who: &Principal,
        live: &LivePlay,
        state: banso_state::PlayState,
        reason: &str,
    ) -> Result<(), Refused> {
        let now = self.clock.now();
        let switch = PlaySwitch {
            play: live.play.id.clone(),
            state,
            version: u32::try_from(live.version).unwrap_or_default(),
            changed_at: now,
            member: Some(who.member),
            reason: reason.to_owned(),
        };
        let verb = if state == banso_state::PlayState::On { "switched_on" } else { "switched_off" };
        let detail = serde_json::json!({ "version": live.version, "reason": reason });
        let event = Event::new(now, Some(who.member), verb, "play", &live.play.id, &detail);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        tx.put_play_switch(&switch).await.map_err(Refused::broken)?;
        if state != banso_state::PlayState::On {
            tx.stop_runs(&live.play.id, now).await.map_err(Refused::broken)?;
        }
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.look_at_all();
        Ok(())
    }

    /// Puts an account into a play by hand.
    ///
    /// # Errors
    /// The play is not on, is not started by hand, or the account has been in it; another process acts on and on; no CSM.
    pub async fn enter_by_hand(&self, who: &Principal, id: &str, account: AccountId) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let ground = self.action_ground().await?;
        let live = ground.book.rules.play(id).ok_or(Refused::Missing)?;
        if live.play.trigger != Trigger::ByHand || !live.on {
            return Err(Refused::wrong("account", Problem::new("plays-problem-not-by-hand")));
        }
        let runs = async || -> Result<usize, Refused> {
            let runs = self.state.runs_of(account, 1_000).await.map_err(Refused::broken)?;
            Ok(runs.iter().filter(|run| run.play == id).count())
        };
        let before = runs().await?;
        if !self.act_asked(&[(account, id.to_owned(), who.member)]).await? {
            return Err(Refused::wrong("account", Problem::new("plays-problem-busy")));
        }
        if runs().await? == before {
            return Err(Refused::wrong("account", Problem::new("plays-problem-been")));
        }
        Ok(())
    }
}
