//! Which axis moved and which conditions turned when an account fell or rose: what signals of it say beside the segments.

use crate::accounts::board;
use crate::{App, Refused};
use banso_domain::conditions::{Cause, CauseKind, Seen};
use banso_domain::health::{Model, ModelKind};
use banso_kernel::{AccountId, Day, Lang, Text};
use banso_state::{SignalRow, TransitionRow};
use banso_words::{NO_DATA, words};
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::Arc;

/// Days before a signal in which its change is looked for: a signal may wait until it has been true for a while.
const BEFORE: i32 = 31;

/// A transition's change, as history stores it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stored {
    axes: Vec<StoredAxis>,
    lost: Vec<String>,
    gained: Vec<String>,
}

#[derive(Deserialize)]
struct StoredAxis {
    axis: String,
    before: Option<f64>,
    after: Option<f64>,
}

/// The changes behind some signals.
pub(super) struct Moved {
    models: HashMap<String, (Arc<Model>, Changes)>,
}

/// Changes of segment of each account, newest first.
type Changes = HashMap<AccountId, Vec<TransitionRow>>;

impl Moved {
    /// Those behind signals that an account fell or rose; each model's changes are read once. `only`: all signals are of this
    /// account.
    pub async fn load(app: &App, signals: &[SignalRow], only: Option<AccountId>) -> Result<Self, Refused> {
        let mut first: HashMap<String, (Day, Day)> = HashMap::new();
        for (signal, cause) in signals.iter().filter_map(|signal| Some((signal, of_segment(signal)?))) {
            let days = first.entry(cause.text).or_insert((signal.raised_on, signal.raised_on));
            *days = (days.0.min(signal.raised_on), days.1.max(signal.raised_on));
        }
        let definitions = board::definitions(app).await?;
        let mut models = HashMap::new();
        for of in definitions.models.iter() {
            let Some((from, to)) = first.get(&of.model.id) else { continue };
            let (id, version) = (&of.model.id, of.version);
            let rows = match only {
                Some(account) => app.state.transitions_of(id, version, account).await,
                None => app.state.transitions(id, version, *from - BEFORE, *to).await,
            };
            let mut by_account = Changes::new();
            for row in rows.map_err(Refused::broken)? {
                by_account.entry(row.account).or_default().push(row);
            }
            models.insert(of.model.id.clone(), (Arc::new(of.model.clone()), by_account));
        }
        Ok(Self { models })
    }

    /// What to say of a signal: axes that moved, then conditions that turned.
    pub fn of(&self, signal: &SignalRow) -> Vec<(Text, Text)> {
        let said = || {
            let cause = of_segment(signal)?;
            let (model, changes) = self.models.get(&cause.text)?;
            let to = cause.read.iter().find(|(name, _)| name == "to")?;
            let Seen::Number(to) = to.1 else { return None };
            let behind = |change: &&TransitionRow| change.day <= signal.raised_on && f64::from(change.to) == to;
            // They come newest first.
            let change = changes.get(&signal.account)?.iter().find(behind)?;
            let stored: Stored = serde_json::from_str(&change.moved).ok()?;
            Some(say(model, &stored, cause.kind == CauseKind::Fell))
        };
        said().unwrap_or_default()
    }
}

/// The cause of a signal that an account went from a segment to another; `text` is the model.
fn of_segment(signal: &SignalRow) -> Option<Cause> {
    let cause: Cause = serde_json::from_str(&signal.cause).ok()?;
    matches!(cause.kind, CauseKind::Fell | CauseKind::Rose).then_some(cause)
}

fn say(model: &Model, stored: &Stored, fell: bool) -> Vec<(Text, Text)> {
    let mut said = Vec::new();
    for moved in &stored.axes {
        let Some(axis) = model.axes.iter().find(|axis| axis.id == moved.axis) else { continue };
        let shown = |value: Option<f64>, lang: Lang| match value {
            None => NO_DATA.to_owned(),
            Some(at) => match axis.ranks.get(at as usize).filter(|_| model.kind == ModelKind::RankMatrix) {
                Some(rank) => rank.letter.clone(),
                None => words(lang).num(at, usize::from(model.kind == ModelKind::Score)),
            },
        };
        let both = |lang| format!("{} → {}", shown(moved.before, lang), shown(moved.after, lang));
        said.push((axis.name.clone(), Text { ja: both(Lang::Ja), en: both(Lang::En) }));
    }
    let (id, turned) = if fell { ("signals-lost", &stored.lost) } else { ("signals-gained", &stored.gained) };
    let label = Text { ja: words(Lang::Ja).get(id).into_owned(), en: words(Lang::En).get(id).into_owned() };
    let named = turned.iter().filter_map(|id| model.criteria.iter().find(|criterion| criterion.id == *id));
    said.extend(named.map(|criterion| {
        let quoted = Text { ja: format!("「{}」", criterion.name.ja), en: format!("“{}”", criterion.name.en) };
        (label.clone(), quoted)
    }));
    said
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::metrics::MetricSet;
    use banso_domain::templates::{METRICS, MODELS};

    #[test]
    fn a_fall_says_its_axis_and_the_conditions_that_were_lost() {
        let model = Model::parse(MODELS[0].1, &MetricSet::parse(METRICS).expect("metrics")).expect("a model");
        let (axis, criterion) = (&model.axes[0], &model.criteria[0]);
        let stored = Stored {
            axes: vec![
                StoredAxis { axis: axis.id.clone(), before: Some(0.0), after: Some(2.0) },
                StoredAxis { axis: "gone".to_owned(), before: None, after: None },
            ],
            lost: vec![criterion.id.clone(), "gone".to_owned()],
            gained: vec![model.criteria[1].id.clone()],
        };
        let said = say(&model, &stored, true);
        let letters = format!("{} → {}", axis.ranks[0].letter, axis.ranks[2].letter);
        assert_eq!((&said[0].0, said[0].1.ja.as_str()), (&axis.name, letters.as_str()));
        assert_eq!(said[1].1.ja, format!("「{}」", criterion.name.ja));
        assert_eq!(said.len(), 2, "what the model no longer has is left out, and what was gained did not make it fall");
    }
}
