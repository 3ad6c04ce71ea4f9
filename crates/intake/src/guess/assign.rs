//! Which column is which field, and what kind of file that makes.

use super::profile::Profile;
use super::{Confidence, Hints, synonyms};
use crate::fold;
use crate::mapping::fields::{self, Type};
use crate::mapping::{AccountBy, FactSpec, Kind, Mapping, Per, Source};
use std::collections::BTreeMap;

type Sure = BTreeMap<String, Confidence>;

/// Words in file names that speak for a kind.
const FILE_WORDS: [(Kind, &[&str]); 5] = [
    (Kind::Accounts, &["account", "customer", "compan", "client", "顧客", "企業", "会社", "取引先"]),
    (Kind::People, &["people", "person", "contact", "user", "member", "担当者", "利用者", "ユーザー", "連絡先"]),
    (Kind::Contracts, &["contract", "subscription", "agreement", "契約"]),
    (
        Kind::Facts,
        &["event", "usage", "fact", "ticket", "log", "churn", "survey", "イベント", "利用", "ログ", "問い合わせ"],
    ),
    (Kind::Touches, &["touch", "meeting", "activit", "visit", "接点", "活動", "訪問", "商談", "対応履歴"]),
];

/// The best mapping over all kinds, or of the kind that somebody said.
pub(super) fn best(columns: &[String], profiles: &[Profile], hints: &Hints) -> (Mapping, Sure) {
    let file = fold::ascii(&hints.file_name).to_lowercase();
    let kinds: Vec<Kind> = hints.kind.map_or_else(|| Kind::ALL.to_vec(), |kind| vec![kind]);
    let mut chosen: Option<(f64, Mapping, Sure)> = None;
    for kind in kinds {
        let (mapping, sure) = of_kind(kind, columns, profiles, hints);
        let spoken = FILE_WORDS.iter().any(|(k, words)| *k == kind && words.iter().any(|word| file.contains(word)));
        let complete = mapping.check().is_ok();
        let telling: f64 = sure.iter().filter(|(field, _)| telling(kind, field)).map(|(_, sure)| weight(*sure)).sum();
        let score = telling + if spoken { 1.5 } else { 0.0 } + if complete { 10.0 } else { 0.0 };
        if chosen.as_ref().is_none_or(|(best, ..)| score > *best) {
            chosen = Some((score, mapping, sure));
        }
    }
    chosen.map_or_else(|| (Mapping::new(Kind::Facts), Sure::new()), |(_, mapping, sure)| (mapping, sure))
}

fn weight(sure: Confidence) -> f64 {
    match sure {
        Confidence::High => 1.0,
        Confidence::Medium => 0.7,
        Confidence::Low => 0.2,
    }
}

/// Fields that files of other kinds do not have.
fn telling(kind: Kind, field: &str) -> bool {
    match kind {
        Kind::Accounts => !matches!(field, "key" | "memo"),
        Kind::People => !matches!(field, "account" | "key"),
        Kind::Contracts => !matches!(field, "account" | "currency"),
        Kind::Facts => !matches!(field, "account" | "person"),
        Kind::Touches => !matches!(field, "account" | "key" | "occurred_at"),
    }
}

fn of_kind(kind: Kind, columns: &[String], profiles: &[Profile], hints: &Hints) -> (Mapping, Sure) {
    let mut mapping = Mapping::new(kind);
    let mut taken = Taken { columns, profiles, used: vec![false; columns.len()], sure: Sure::new(), kind };
    // Fields with a telling type first: they are the hardest to confuse.
    let mut order: Vec<&fields::Field> = fields::of(kind).iter().collect();
    order.sort_by_key(|field| field.holds == Type::Text);
    for field in order {
        if let Some(at) = taken.by_name(field.id, |profile| compatible(field.holds, profile)) {
            mapping.columns.insert(field.id.to_owned(), Source::Column(columns[at].clone()));
        }
    }
    match kind {
        Kind::Facts => facts(&mut mapping, &mut taken, hints),
        Kind::Contracts => contracts(&mut mapping, hints),
        Kind::Accounts => {
            // A list of names is a list of accounts: the name is the key.
            if let (None, Some(name)) = (mapping.columns.get("key"), mapping.columns.get("name").cloned()) {
                mapping.columns.insert("key".to_owned(), name);
                taken.sure.insert("key".to_owned(), Confidence::Low);
            }
        }
        Kind::People | Kind::Touches => {}
    }
    (mapping, taken.sure)
}

/// The columns that are still free.
struct Taken<'a> {
    columns: &'a [String],
    profiles: &'a [Profile],
    used: Vec<bool>,
    sure: Sure,
    kind: Kind,
}

impl Taken<'_> {
    fn by_name(&mut self, field: &'static str, fits: impl Fn(&Profile) -> bool) -> Option<usize> {
        let mut best = (0.0, None);
        for (at, column) in self.columns.iter().enumerate() {
            let fit = synonyms::fit(self.kind, field, column);
            if !self.used[at] && fit > best.0 && fits(&self.profiles[at]) {
                best = (fit, Some(at));
            }
        }
        let at = best.1?;
        self.take(at, field, if best.0 >= 0.7 { Confidence::High } else { Confidence::Medium });
        Some(at)
    }

    fn by_values(&mut self, field: &'static str, fits: impl Fn(&str, &Profile) -> bool) -> Option<usize> {
        let at = (0..self.columns.len()).find(|at| !self.used[*at] && fits(&self.columns[*at], &self.profiles[*at]))?;
        self.take(at, field, Confidence::Low);
        Some(at)
    }

    fn take(&mut self, at: usize, field: &str, sure: Confidence) {
        self.used[at] = true;
        self.sure.insert(field.to_owned(), sure);
    }
}

fn compatible(holds: Type, profile: &Profile) -> bool {
    if profile.filled == 0 {
        return true;
    }
    match holds {
        // The name of the column says so too: what cannot be read is told, row by row.
        Type::Day | Type::Moment => profile.dates.dates * 2 >= profile.filled || profile.is_epoch(),
        Type::Amount => profile.is_number() || profile.numbers * 2 >= profile.filled,
        Type::Boolean => profile.is_boolean() || profile.distinct <= 2,
        Type::Currency | Type::Ringi | Type::TouchKind => !profile.is_number() && !profile.is_date(),
        Type::Text => !profile.is_date() || profile.is_number(),
    }
}

fn contracts(mapping: &mut Mapping, hints: &Hints) {
    let Some(Source::Column(amount)) = mapping.columns.get("amount") else { return };
    let amount = fold::header(amount);
    if ["arr", "annual", "year", "acv", "年"].iter().any(|word| amount.starts_with(word)) {
        mapping.rules.amount_per = Per::Year;
    }
    let named = ["usd", "jpy", "eur", "gbp"].into_iter().find(|code| amount.ends_with(code)).map(str::to_uppercase);
    let currency = named.unwrap_or_else(|| hints.currency.code().to_owned());
    mapping.columns.entry("currency".to_owned()).or_insert(Source::Constant(currency));
}

fn facts(mapping: &mut Mapping, taken: &mut Taken<'_>, hints: &Hints) {
    let column = |taken: &Taken<'_>, at: usize| Source::Column(taken.columns[at].clone());
    if !mapping.columns.contains_key("account") {
        if let Some(at) = taken.by_name("contract", |_| true) {
            taken.used[at] = false; // it stays a property
            mapping.rules.account_by = AccountBy::Contract;
            mapping.columns.insert("account".to_owned(), column(taken, at));
        } else if let Some(person) = mapping.columns.get("person").cloned() {
            // A file with users and no accounts: each user is an account of its own.
            mapping.columns.insert("account".to_owned(), person);
            taken.sure.insert("account".to_owned(), Confidence::Low);
        }
    }
    let date = |profile: &Profile| profile.is_date() || profile.is_epoch();
    let when = taken.by_name("occurred_at", date).or_else(|| taken.by_values("occurred_at", |_, p| p.is_date()));
    let Some(when) = when else { return };
    let id = taken.by_name("id", Profile::is_unique).or_else(|| {
        taken.by_values("id", |name, p| fold::header(name).ends_with("id") && p.is_unique() && !p.is_date())
    });
    let name = taken.by_name("name", |p| !p.is_number() && !p.is_date() && !p.is_mail());
    let value = taken.by_name("value", Profile::is_number);
    let name = match name {
        Some(at) => column(taken, at),
        None => Source::Constant(stem(&hints.file_name)),
    };
    let mut fact = FactSpec::new(name, column(taken, when));
    fact.id = id.map(|at| column(taken, at));
    fact.value = value.map(|at| column(taken, at));
    mapping.facts.push(fact);
}

/// The name of a file without folder and endings: what its facts come from unless the mapping says it.
pub fn stem(file_name: &str) -> String {
    let name = file_name.rsplit(['/', '\\']).next().unwrap_or(file_name);
    let stem = name.split('.').next().unwrap_or(name).trim();
    if stem.is_empty() { "file".to_owned() } else { stem.chars().take(100).collect() }
}
