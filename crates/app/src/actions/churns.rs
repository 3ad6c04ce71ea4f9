//! Churn: recording it, and the page of churns.

use super::churn_check::{check, losable};
use super::naming::Naming;
use super::notice::Notice;
use super::subject::{Subject, member_name};
use super::terms::Reach;
use super::*;
use crate::{App, Principal, Refused};
use banso_domain::contracts::Contract;
use banso_domain::facts::{Fact, names};
use banso_domain::members::Role;
use banso_kernel::{AccountId, Arg, Currency, Day, FactId, Micros, Money, Problem, Text, text as texts};
use banso_state::{Change, Churn, Event};
use banso_words::words;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Setting that holds the workspace's own reasons, as JSON; without it, the shipped ones.
const REASONS: &str = "churn.reasons";
pub(super) const TEXT_LIMIT: usize = 4_000;
/// A churn was unnoticed if nothing was noticed and nobody was in touch for so many days before it.
pub(super) const NOTICE: i32 = 90;
/// The shipped reasons: id, avoidable.
const SHIPPED: &[(&str, bool)] = &[
    ("value", true),
    ("usage", true),
    ("champion", true),
    ("support", true),
    ("function", true),
    ("price", true),
    ("competitor", true),
    ("fit", false),
    ("business_closed", false),
    ("merger", false),
    ("other", false),
];

impl App {
    /// The reasons of the workspace.
    ///
    /// # Errors
    /// The database failed.
    pub async fn churn_reasons(&self) -> Result<Vec<ChurnReason>, Refused> {
        let stored = self.state.setting(REASONS).await.map_err(Refused::broken)?;
        if let Some(reasons) = stored.and_then(|json| serde_json::from_str(&json).ok()) {
            return Ok(reasons);
        }
        let name = |id: &str| {
            let id = format!("churns-reason-{}", id.replace('_', "-"));
            let get = |lang| words(lang).get(&id).into_owned();
            Text { ja: get(banso_kernel::Lang::Ja), en: get(banso_kernel::Lang::En) }
        };
        let reason = |(id, avoidable): &(&str, bool)| ChurnReason {
            id: (*id).to_owned(),
            name: name(id),
            avoidable: *avoidable,
        };
        Ok(SHIPPED.iter().map(reason).collect())
    }

    /// What the form shows.
    ///
    /// # Errors
    /// There is no such account; no CSM.
    pub async fn churn_form(&self, who: &Principal, account: AccountId) -> Result<ChurnForm, Refused> {
        who.needs(Role::Csm)?;
        let found = self.state.account(account).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let today = self.today(&self.workspace().await?);
        let contracts = self.state.contracts_of(account).await.map_err(Refused::broken)?;
        let open = losable(&contracts, today).into_iter();
        Ok(ChurnForm {
            account: AccountName { id: account, name: found.name },
            contracts: open.map(|one| (one.key.clone(), one.product.clone(), one.monthly, one.ends_on)).collect(),
            reasons: self.churn_reasons().await?,
            today,
        })
    }

    /// Records a churn: contracts end, the fact is there, the summary goes to Slack.
    ///
    /// # Errors
    /// [`Refused::Input`] by field; no CSM.
    pub async fn record_churn(&self, who: &Principal, account: AccountId, churn: NewChurn) -> Result<i64, Refused> {
        who.needs(Role::Csm)?;
        let workspace = self.workspace().await?;
        let subjects = self.subjects(&workspace, Some(&[account])).await?;
        let subject = subjects.first().ok_or(Refused::Missing)?;
        let reasons = self.churn_reasons().await?;
        let days = (&workspace.zone, self.today(&workspace));
        let on = check(&churn, &subject.contracts, &reasons, days, who.lang)?;
        let now = self.clock.now();
        let (avoidable, note) = (
            match churn.avoidable.as_str() {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            churn.note.trim().replace("\r\n", "\n"),
        );
        let ended: Vec<Contract> = subject
            .contracts
            .iter()
            .filter(|one| churn.contracts.contains(&one.key))
            .map(|one| Contract { ends_on: Some(one.ends_on.map_or(on - 1, |end| end.min(on - 1))), ..one.clone() })
            .collect();
        let lost = subject
            .contracts
            .iter()
            .filter(|one| churn.contracts.contains(&one.key) && one.monthly.currency == workspace.currency)
            .map(|one| one.monthly.minor)
            .sum::<i64>();
        let row = Churn {
            id: 0,
            account,
            churned_on: on,
            contracts: serde_json::to_string(&churn.contracts).map_err(Refused::broken)?,
            reason: churn.reason.clone(),
            avoidable,
            preventable_by: churn.preventable_by.clone(),
            competitor: churn.competitor.trim().to_owned(),
            note: note.clone(),
            lesson: String::new(),
            recorded_at: now,
            recorded_by: Some(who.member),
            withdrawn_at: None,
        };
        let occurred_at = Micros(workspace.zone.start_of(on).0.min(now.0));
        let fact = Fact {
            id: FactId::of(&[b"churn", &account.0.to_le_bytes(), &now.0.to_le_bytes()]),
            account,
            person: None,
            name: names::CHURN.to_owned(),
            occurred_at,
            known_at: now,
            value: None,
            props: serde_json::json!({ "reason": churn.reason }).to_string(),
            source: "churn".to_owned(),
        };
        let change = Change { at: now, by: Some(who.member), cause: "churn".to_owned() };
        let (terms, reach) = (self.action_terms().await?, Reach::load(self).await?);
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let id = tx.record_churn(&row).await.map_err(Refused::broken)?;
        tx.put_contracts(&ended, &change).await.map_err(Refused::broken)?;
        tx.accept_facts(&[fact]).await.map_err(Refused::broken)?;
        let notice = notice(id, subject, &row, lost, workspace.currency, &reasons, &terms);
        tx.enqueue(&notice.deliveries(&terms, &reach, now)).await.map_err(Refused::broken)?;
        let detail = serde_json::json!({ "account": account, "reason": churn.reason, "on": on.to_string() });
        let event = Event::new(now, Some(who.member), "recorded", "churn", &id.to_string(), &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.refresh(account).await?;
        Ok(id)
    }

    /// Churns between two days.
    ///
    /// # Errors
    /// The database failed.
    pub async fn churns(&self, who: &Principal, from: Day, to: Day) -> Result<Churns, Refused> {
        who.needs(Role::Viewer)?;
        let (workspace, naming) = (self.workspace().await?, Naming::load(self).await?);
        let currency = workspace.currency;
        let stored = self.state.churns(from, to).await.map_err(Refused::broken)?;
        let contracts = self.state.contracts_all().await.map_err(Refused::broken)?;
        let reasons: BTreeMap<String, Text> =
            self.churn_reasons().await?.into_iter().map(|reason| (reason.id, reason.name)).collect();
        let mut rows = Vec::new();
        for churn in stored {
            let keys: Vec<String> = serde_json::from_str(&churn.contracts).unwrap_or_default();
            let lost = contracts.iter().filter(|one| keys.contains(&one.key) && one.monthly.currency == currency);
            let plain = || Text { ja: churn.reason.clone(), en: churn.reason.clone() };
            rows.push(ChurnRow {
                id: churn.id,
                account: naming.account(churn.account),
                on: churn.churned_on,
                worth: Money { minor: lost.map(|one| one.monthly.minor).sum(), currency },
                reason: (churn.reason.clone(), reasons.get(&churn.reason).cloned().unwrap_or_else(plain)),
                avoidable: churn.avoidable,
                preventable_by: churn.preventable_by,
                competitor: churn.competitor,
                note: churn.note,
                lesson: churn.lesson,
                unnoticed: self.unnoticed(churn.account, churn.churned_on).await?,
                by: churn.recorded_by.map(|id| member_name(&naming.members, id).1),
            });
        }
        let recorded: HashSet<AccountId> =
            self.state.churned_accounts().await.map_err(Refused::broken)?.into_iter().map(|(id, _)| id).collect();
        Ok(Churns {
            days: (from, to),
            reasons: by_reason(&rows, currency),
            unnoticed: rows.iter().filter(|row| row.unnoticed).count(),
            unrecorded: unrecorded(&contracts, &recorded, &naming, (from, to), currency),
            rows,
        })
    }

    /// Whether nothing was noticed and nobody was in touch in the 90 days before a churn.
    async fn unnoticed(&self, account: AccountId, on: Day) -> Result<bool, Refused> {
        let before = |day: Day| (on - NOTICE..on).contains(&day);
        let signals = self.state.signals_of(account, 200).await.map_err(Refused::broken)?;
        // One that was raised earlier and still held counts as noticed.
        let seen = signals.iter().any(|one| {
            one.signal != "churned" && one.raised_on < on && one.cleared_on.is_none_or(|cleared| cleared > on - NOTICE)
        });
        if seen {
            return Ok(false);
        }
        // A segment in the worse half warned too, under the workspace's first model (as the overview counts).
        if self.stood_badly(account, on).await? {
            return Ok(false);
        }
        let touches = self.state.touches_of(account, 200).await.map_err(Refused::broken)?;
        Ok(!touches.iter().any(|touch| before(touch.occurred_on)))
    }

    /// Writes what was learned.
    ///
    /// # Errors
    /// There is no such churn; no CSM.
    pub async fn write_lesson(&self, who: &Principal, id: i64, lesson: &str) -> Result<(), Refused> {
        who.needs(Role::Csm)?;
        let lesson = lesson.trim().replace("\r\n", "\n");
        if texts::length(&lesson) > TEXT_LIMIT {
            return Err(Refused::wrong("lesson", Problem::new("problem-too-long").with("limit", TEXT_LIMIT)));
        }
        let churn = self.state.churn(id).await.map_err(Refused::broken)?.ok_or(Refused::Missing)?;
        let event = Event::new(
            self.clock.now(),
            Some(who.member),
            "wrote_lesson",
            "churn",
            &id.to_string(),
            &serde_json::json!({}),
        );
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.change_churn(&Churn { lesson, ..churn }).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)
    }

    /// Takes a recorded churn back. Contracts stay as they are: they are changed where contracts are.
    ///
    /// # Errors
    /// There is no such churn; no manager.
    pub async fn withdraw_churn(&self, who: &Principal, id: i64) -> Result<(), Refused> {
        who.needs(Role::Manager)?;
        let now = self.clock.now();
        let event = Event::new(now, Some(who.member), "withdrew", "churn", &id.to_string(), &serde_json::json!({}));
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        if !tx.withdraw_churn(id, now).await.map_err(Refused::broken)? {
            return Err(Refused::Missing);
        }
        tx.log(&event).await.map_err(Refused::broken)?;
        tx.commit().await.map_err(Refused::broken)?;
        self.look_at_all();
        Ok(())
    }
}

fn notice(
    id: i64,
    subject: &Subject,
    churn: &Churn,
    lost: i64,
    currency: Currency,
    reasons: &[ChurnReason],
    terms: &Terms,
) -> Notice<'static> {
    let words = words(terms.lang);
    let reason = reasons.iter().find(|reason| reason.id == churn.reason);
    let reason = reason.map_or_else(|| churn.reason.clone(), |reason| reason.name.get(terms.lang).to_owned());
    let avoidable = words.get(match churn.avoidable {
        Some(true) => "churns-avoidable",
        Some(false) => "churns-unavoidable",
        None => "churns-not-known",
    });
    let amount = words.money(Money { minor: lost, currency });
    let title = words.with("churns-notice-title", &[("account", Arg::from(subject.account.name.as_str()))]);
    let mut lines = vec![
        words.with("churns-notice-when", &[("day", words.day(churn.churned_on).into()), ("amount", amount.into())]),
        words.with("churns-notice-why", &[("reason", reason.into()), ("avoidable", avoidable.into_owned().into())]),
    ];
    if !churn.competitor.is_empty() {
        lines.push(words.with("churns-notice-competitor", &[("name", churn.competitor.as_str().into())]));
    }
    if !churn.note.is_empty() {
        lines.push(churn.note.clone());
    }
    Notice {
        what: format!("churn:{id}"),
        title,
        lines,
        page: format!("/accounts/{}", subject.account.id),
        account: Some(subject.account.id),
        also: Vec::new(),
    }
}

fn by_reason(rows: &[ChurnRow], currency: Currency) -> Vec<(Text, usize, Money, usize, usize)> {
    let mut sums: HashMap<&str, (Text, usize, i64, usize, usize)> = HashMap::new();
    for row in rows {
        let sum = sums.entry(&row.reason.0).or_insert_with(|| (row.reason.1.clone(), 0, 0, 0, 0));
        sum.1 += 1;
        sum.2 += row.worth.minor;
        sum.3 += usize::from(row.avoidable == Some(true));
        sum.4 += usize::from(row.avoidable == Some(false));
    }
    let mut sums: Vec<_> = sums.into_values().collect();
    sums.sort_by_key(|(name, count, minor, ..)| (std::cmp::Reverse((*count, *minor)), name.ja.clone()));
    sums.into_iter()
        .map(|(name, count, minor, avoidable, not)| (name, count, Money { minor, currency }, avoidable, not))
        .collect()
}

/// Accounts whose last contract ended between two days, without a recorded churn.
fn unrecorded(
    contracts: &[Contract],
    recorded: &HashSet<AccountId>,
    naming: &Naming,
    (from, to): (Day, Day),
    currency: Currency,
) -> Vec<(AccountName, Day, Money)> {
    let mut last: HashMap<AccountId, (Day, i64)> = HashMap::new();
    for one in contracts {
        let end = one.ends_on.unwrap_or(Day(i32::MAX));
        let known = last.entry(one.account).or_insert((end, 0));
        let minor = if one.monthly.currency == currency { one.monthly.minor } else { 0 };
        match end.cmp(&known.0) {
            std::cmp::Ordering::Greater => *known = (end, minor),
            std::cmp::Ordering::Equal => known.1 += minor,
            std::cmp::Ordering::Less => {}
        }
    }
    let mut rows: Vec<_> = last
        .into_iter()
        .filter(|(id, (end, _))| !recorded.contains(id) && *end < naming.today && (from..=to).contains(&(*end + 1)))
        .map(|(id, (end, minor))| (naming.account(id), end + 1, Money { minor, currency }))
        .collect();
    rows.sort_by_key(|(account, on, _)| (std::cmp::Reverse(*on), account.id));
    rows
}
