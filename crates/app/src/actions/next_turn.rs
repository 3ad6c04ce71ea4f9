//! What there would be to do at once if a model were another one. Nothing is carried out.

use super::act::{Ground, Values, health_now};
use crate::history::current_health;
use crate::{App, Definitions, Refused};
use banso_domain::conditions::HealthNow;
use banso_domain::health::{evaluate, transitions};
use banso_domain::turn::{Act, Deed};
use banso_kernel::{AccountId, Text};
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// What a signal or a play would do, as it is and as it would be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Work {
    /// The name of the signal or play.
    pub name: Text,
    /// It is a play.
    pub play: bool,
    /// Accounts for which it would ring, or that would enter: now, and by the text.
    pub accounts: (usize, usize),
    /// Tasks that it would make: now, and by the text.
    pub tasks: (usize, usize),
    /// Messages that it would send: now, and by the text.
    pub messages: (usize, usize),
}

impl App {
    /// The next turn of everybody under the published definitions and under `after`, that is others that differ in `model`.
    pub(crate) async fn work_if(&self, after: Definitions, model: &str) -> Result<Vec<Work>, Refused> {
        let ground = self.action_ground().await?;
        let values = self.values(&ground, None).await?;
        let then = self.action_ground_of(Arc::new(after)).await?;
        let Some(at) = then.definitions.models.iter().position(|of| of.model.id == model) else {
            return Ok(Vec::new());
        };
        let changed = &then.definitions.models[at].model;
        let rows = self
            .each_history(|_, metrics| {
                let health = evaluate(changed, &metrics);
                current_health(changed, health.first, &health, &transitions(&health))
            })
            .await?;
        let mut new: HashMap<AccountId, Values> = values.iter().map(|(id, of)| (*id, of.clone())).collect();
        for row in rows.into_iter().flatten() {
            let values = new.entry(row.account).or_insert_with(|| Values::none(&then));
            values.health.resize(then.definitions.models.len(), HealthNow::UNKNOWN);
            values.health[at] = health_now(&row, changed.segments.len());
        }
        let (now, next) = (self.turn_if(&ground, &values).await?, self.turn_if(&then, &new).await?);
        let (now, next) = (tally(&now), tally(&next));
        let mut ids: Vec<&(bool, String)> = now.keys().chain(next.keys()).collect();
        ids.sort_unstable();
        ids.dedup();
        let none = [0; 3];
        let work = |key: &&(bool, String)| {
            let (a, b) = (now.get(*key).unwrap_or(&none), next.get(*key).unwrap_or(&none));
            Work {
                name: name(&ground, key),
                play: key.0,
                accounts: (a[0], b[0]),
                tasks: (a[1], b[1]),
                messages: (a[2], b[2]),
            }
        };
        Ok(ids.iter().map(work).filter(|work| work.accounts != (0, 0) || work.tasks != (0, 0)).collect())
    }
}

/// By signal and play: accounts, tasks, messages.
fn tally(decided: &[(AccountId, Vec<Deed>)]) -> BTreeMap<(bool, String), [usize; 3]> {
    let mut all: BTreeMap<(bool, String), [usize; 3]> = BTreeMap::new();
    for deed in decided.iter().flat_map(|(_, deeds)| deeds) {
        match deed {
            Deed::Raised { signal, .. } => all.entry((false, signal.clone())).or_default()[0] += 1,
            Deed::Entered(run) => all.entry((true, run.play.clone())).or_default()[0] += 1,
            Deed::Effect(effect) => {
                let counts = all.entry((true, effect.play.clone())).or_default();
                match effect.act {
                    Act::Task { .. } => counts[1] += 1,
                    Act::Mail { .. } | Act::Slack { .. } | Act::Webhook { .. } => counts[2] += 1,
                    Act::Set { .. } => {}
                }
            }
            _ => {}
        }
    }
    all
}

fn name(ground: &Ground, (play, id): &(bool, String)) -> Text {
    let rules = &ground.book.rules;
    let found = if *play {
        rules.play(id).map(|live| live.play.name.clone())
    } else {
        rules.signals.signals.iter().find(|signal| signal.id == *id).map(|signal| signal.name.clone())
    };
    found.unwrap_or_else(|| Text { ja: id.clone(), en: id.clone() })
}
