//! Signals: open ones, their definitions, and how often they would ring.

use super::moved::Moved;
use super::naming::{Naming, in_scope};
use super::*;
use crate::{App, Principal, Refused};
use banso_domain::conditions::{Cause as Why, CauseKind, Seen};
use banso_domain::members::Role;
use banso_domain::turn::{Deed, Rules};
use banso_kernel::{AccountId, Currency, Day, Lang, Money, Text};
use banso_state::{DefinitionKind, SignalRow as Row};
use banso_words::NO_DATA;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Days of the past over which signals are counted (RULES 22).
pub(super) const LOOK_BACK: i32 = 90;

/// Names of what conditions read, by what they call it.
pub(super) type Labels = BTreeMap<String, Text>;

/// A cause as pages show it.
pub(super) fn cause(json: &str, labels: &Labels, currency: Currency) -> Cause {
    let Ok(why) = serde_json::from_str::<Why>(json) else { return Cause::default() };
    let same = |text: &str| Text { ja: text.to_owned(), en: text.to_owned() };
    let label = |name: &str| labels.get(name).cloned().unwrap_or_else(|| same(name));
    let read = match why.kind {
        // From a segment to another: both by their names.
        CauseKind::Fell | CauseKind::Rose => {
            let place = |name: &str| match why.read.iter().find(|(read, _)| read == name) {
                Some((_, Seen::Number(at))) => label(&format!("segment.{}.{at:.0}", why.text)),
                _ => same(NO_DATA),
            };
            let (from, to) = (place("from"), place("to"));
            let moved = Text { ja: format!("{} → {}", from.ja, to.ja), en: format!("{} → {}", from.en, to.en) };
            vec![(label(&format!("health.{}.segment", why.text)), moved)]
        }
        CauseKind::Stuck => {
            let days = why.read.iter().filter(|(name, _)| name == "days");
            days.map(|(_, seen)| (label("phase.days"), told("", seen, labels, currency))).collect()
        }
        _ => why.read.iter().map(|(name, seen)| (label(name), told(name, seen, labels, currency))).collect(),
    };
    Cause { condition: condition(json), read }
}

/// The condition that held, to go on or to fall back, as it is defined; empty for another cause.
pub(super) fn condition(json: &str) -> String {
    let why =
        serde_json::from_str::<Why>(json).ok().filter(|why| matches!(why.kind, CauseKind::Condition | CauseKind::Back));
    why.map(|why| why.text).unwrap_or_default()
}

/// What was read under a name, in both languages.
fn told(name: &str, seen: &Seen, labels: &Labels, currency: Currency) -> Text {
    let in_both = |value: &dyn Fn(&'static banso_words::Words) -> String| Text {
        ja: value(banso_words::words(Lang::Ja)),
        en: value(banso_words::words(Lang::En)),
    };
    match seen {
        Seen::Number(major) if matches!(name, "account.cmrr" | "metric.cmrr") => {
            let money = Money { minor: (major * 10_f64.powi(currency.digits() as i32)).round() as i64, currency };
            in_both(&|words| words.money(money))
        }
        Seen::Number(number) => {
            let digits = if number.fract() == 0.0 { 0 } else { 2 };
            in_both(&|words| words.num(*number, digits))
        }
        Seen::Flag(flag) => {
            let id = if *flag { "plays-value-true" } else { "plays-value-false" };
            in_both(&|words| words.get(id).into_owned())
        }
        Seen::Text(id) => labels.get(&format!("{name}.{id}")).cloned().unwrap_or_else(|| in_both(&|_| id.clone())),
        Seen::Absent => in_both(&|_| NO_DATA.to_owned()),
    }
}

/// A value as text that needs no language.
pub(super) fn shown(seen: &Seen) -> String {
    match seen {
        Seen::Absent => "—".to_owned(),
        Seen::Flag(flag) => if *flag { "✓" } else { "✗" }.to_owned(),
        Seen::Number(number) if number.fract() == 0.0 => format!("{number:.0}"),
        Seen::Number(number) => format!("{number:.2}"),
        Seen::Text(text) => text.clone(),
    }
}

impl App {
    /// Names of what conditions read: metrics, and what the product has words for.
    pub(super) async fn labels(&self) -> Result<Labels, Refused> {
        let definitions = crate::accounts::board::definitions(self).await?;
        let metrics = definitions.metrics.metrics.iter().map(|one| (format!("metric.{}", one.id), one.name.clone()));
        let mut labels: Labels = metrics.collect();
        for versioned in &definitions.models {
            let model = &versioned.model;
            for field in ["segment", "previous"] {
                labels.insert(format!("health.{}.{field}", model.id), model.name.clone());
                for segment in &model.segments {
                    labels.insert(format!("health.{}.{field}.{}", model.id, segment.id), segment.name.clone());
                }
            }
            for (at, segment) in model.segments.iter().enumerate() {
                labels.insert(format!("segment.{}.{at}", model.id), segment.name.clone());
            }
            for axis in &model.axes {
                labels.insert(format!("health.{}.axis.{}", model.id, axis.id), axis.name.clone());
            }
        }
        for name in [
            "account.cmrr",
            "account.days",
            "account.plan",
            "account.industry",
            "account.churned",
            "phase.days",
            "phase.id",
            "phase.steps_done",
            "contract.days_to_end",
            "contract.days_to_decline",
            "contract.ringi",
        ] {
            let id = format!("signals-read-{}", name.replace(['.', '_'], "-"));
            let get = |lang| banso_words::words(lang).get(&id).into_owned();
            labels.insert(name.to_owned(), Text { ja: get(Lang::Ja), en: get(Lang::En) });
        }
        Ok(labels)
    }

    /// Open signals of a scope, the most at stake first.
    ///
    /// # Errors
    /// The database failed.
    pub async fn open_signals(&self, who: &Principal, scope: Scope) -> Result<Vec<SignalRow>, Refused> {
        who.needs(Role::Viewer)?;
        let naming = Naming::load(self).await?;
        let mut rows = self.open_signals_named(&naming).await?;
        rows.retain(|row| in_scope(scope, who, row.owner.as_ref().map(|(id, _)| *id)));
        Ok(rows)
    }

    pub(super) async fn open_signals_named(&self, naming: &Naming) -> Result<Vec<SignalRow>, Refused> {
        let rows = self.state.open_signals(None).await.map_err(Refused::broken)?;
        let tasks = self.state.open_tasks(None).await.map_err(Refused::broken)?;
        let mut of: HashMap<(AccountId, String), i64> = HashMap::new();
        for task in tasks {
            if let Some(signal) = task.signal {
                of.insert((task.account, signal), task.id);
            }
        }
        let contracts = self.state.contracts_all().await.map_err(Refused::broken)?;
        let worth = crate::accounts::board::terms(&contracts, naming.today, naming.currency);
        let (labels, moved) = (self.labels().await?, Moved::load(self, &rows, None).await?);
        let worth = |id: AccountId| worth.get(&id).map_or(0, |terms| terms.cmrr);
        let mut rows: Vec<SignalRow> = rows
            .into_iter()
            .map(|row| {
                let task = of.get(&(row.account, row.signal.clone())).copied();
                let worth = worth(row.account);
                let why = moved.of(&row);
                named(naming, &labels, row, why, worth, task)
            })
            .collect();
        let grave = |row: &SignalRow| match row.severity.as_str() {
            "high" => 0,
            "medium" => 1,
            _ => 2,
        };
        rows.sort_by_key(|row| (grave(row), Reverse(row.worth.minor), row.id));
        Ok(rows)
    }

    /// Signals of an account, newest first.
    ///
    /// # Errors
    /// There is no such account.
    pub async fn signals_of(&self, who: &Principal, account: AccountId) -> Result<Vec<SignalRow>, Refused> {
        who.needs(Role::Viewer)?;
        self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let (naming, labels) = (Naming::load(self).await?, self.labels().await?);
        let contracts = self.state.contracts_of(account).await.map_err(Refused::broken)?;
        let terms = crate::accounts::board::terms(&contracts, naming.today, naming.currency);
        let worth = terms.get(&account).map_or(0, |terms| terms.cmrr);
        let tasks = self.state.open_tasks(Some(&[account])).await.map_err(Refused::broken)?;
        let rows = self.state.signals_of(account, 50).await.map_err(Refused::broken)?;
        let moved = Moved::load(self, &rows, Some(account)).await?;
        let task = |signal: &str| tasks.iter().find(|task| task.signal.as_deref() == Some(signal)).map(|task| task.id);
        let rows = rows.into_iter().map(|row| {
            let task = task(&row.signal).filter(|_| row.cleared_on.is_none());
            let why = moved.of(&row);
            named(&naming, &labels, row, why, worth, task)
        });
        Ok(rows.collect())
    }

    /// The text of the definitions that count, and their version.
    ///
    /// # Errors
    /// The database failed.
    pub async fn signals_text(&self, who: &Principal) -> Result<(String, u32), Refused> {
        who.needs(Role::Viewer)?;
        let stored = self.state.definitions(DefinitionKind::Signals).await.map_err(Refused::broken)?;
        Ok(stored.into_iter().next().map(|stored| (stored.body, stored.version)).unwrap_or_default())
    }

    /// How often each signal of a text would have been raised in the last 90 days.
    ///
    /// # Errors
    /// [`Refused::Input`]: what is wrong in the text.
    pub async fn count_signals(&self, who: &Principal, text: &str) -> Result<Vec<SignalCount>, Refused> {
        who.needs(Role::Csm)?;
        let ground = self.action_ground_with(Some((DefinitionKind::Signals, rules::SIGNALS, text))).await?;
        let subjects = self.subjects(&ground.workspace, None).await?;
        let rules = Rules { plays: Vec::new(), ..ground.book.rules.clone() };
        let days = (ground.today - (LOOK_BACK - 1), ground.today);
        let past = self.replay(&ground, &rules, &subjects, days).await?;
        let owners: HashMap<AccountId, Option<banso_kernel::MemberId>> =
            subjects.iter().map(|one| (one.account.id, one.account.owner)).collect();
        let mut raised: BTreeMap<String, usize> = BTreeMap::new();
        let mut accounts: BTreeMap<String, BTreeSet<AccountId>> = BTreeMap::new();
        let mut a_day: BTreeMap<(String, Day, Option<banso_kernel::MemberId>), usize> = BTreeMap::new();
        for one in &past {
            for (day, deed) in one.days.iter().flat_map(|of| of.deeds.iter().map(move |deed| (&of.day, deed))) {
                let Deed::Raised { signal, .. } = deed else { continue };
                *raised.entry(signal.clone()).or_default() += 1;
                accounts.entry(signal.clone()).or_default().insert(one.account);
                let owner = owners.get(&one.account).copied().flatten();
                *a_day.entry((signal.clone(), *day, owner)).or_default() += 1;
            }
        }
        let most = |id: &str| a_day.iter().filter(|((of, ..), _)| of == id).map(|(_, n)| *n).max().unwrap_or(0);
        let count = |signal: &banso_domain::signals::Signal| SignalCount {
            id: signal.id.clone(),
            name: signal.name.clone(),
            severity: signal.severity.code().to_owned(),
            raised: raised.get(&signal.id).copied().unwrap_or(0),
            accounts: accounts.get(&signal.id).map_or(0, BTreeSet::len),
            most_a_day: most(&signal.id),
        };
        Ok(ground.book.rules.signals.signals.iter().map(count).collect())
    }
}

fn named(
    naming: &Naming,
    labels: &Labels,
    row: Row,
    moved: Vec<(Text, Text)>,
    worth: i64,
    task: Option<i64>,
) -> SignalRow {
    let mut cause = cause(&row.cause, labels, naming.currency);
    cause.read.extend(moved);
    let plain = || (Text { ja: row.signal.clone(), en: row.signal.clone() }, Text::default());
    let (name, next) = naming.signals.get(&row.signal).cloned().unwrap_or_else(plain);
    let currency: Currency = naming.currency;
    SignalRow {
        id: row.id,
        account: naming.account(row.account),
        name,
        severity: row.severity,
        raised_on: row.raised_on,
        cleared_on: row.cleared_on,
        cause,
        next,
        owner: naming.owner(row.account),
        worth: Money { minor: worth, currency },
        task,
        signal: row.signal,
    }
}
