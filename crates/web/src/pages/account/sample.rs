//! Believable accounts to test and to look at: full, without data, and the worst case.

use super::sample_why::{why, whys};
use crate::pages::accounts::sample::{NAMES, lens, today};
use banso_app::accounts::{
    Behind, ContractsPage, Editable, Entry, Found, Frame, HealthPage, PeoplePage, Seen, Summary, Timeline,
    TimelineQuery, TouchForm, TouchLine,
};
use banso_domain::accounts::Account;
use banso_domain::contracts::{Contract, Ringi};
use banso_domain::facts::Fact;
use banso_domain::health::{HealthHistory, evaluate, transitions};
use banso_domain::metrics::History;
use banso_domain::people::Person;
use banso_domain::reasons::{Told, readings, tell};
use banso_kernel::{AccountId, Currency, Day, FactId, Lang, MemberId, Micros, Money, PersonId};
use std::collections::BTreeMap;

/// Days of history in the samples.
const DAYS: i32 = 500;

/// The past of an account in which criteria come and go; without data when `empty`.
pub(super) fn past(at: usize, empty: bool) -> (History, HealthHistory, Vec<Told>) {
    let lens = lens(at);
    let first = today() - (DAYS - 1);
    let mut columns = vec![vec![f64::NAN; DAYS as usize]; lens.metrics.metrics.len()];
    if !empty {
        for (n, criterion) in lens.model.criteria.iter().enumerate() {
            let wanted = criterion.test.wanted();
            for (day, value) in columns[criterion.column].iter_mut().enumerate() {
                let wave = 1.0 + 0.9 * ((day as f64 / 47.0) + n as f64).sin();
                *value = if n == 1 && day < 200 { f64::NAN } else { (wanted * wave).round() };
            }
        }
    }
    let history = History { account: AccountId(1), first, columns };
    let health = evaluate(&lens.model, &history);
    let told = transitions(&health).iter().rev().map(|c| tell(&lens.model, &lens.metrics, &history, c)).collect();
    (history, health, told)
}

pub(super) fn frame(lang: Lang, at: usize, name: usize, empty: bool) -> Frame {
    let (_, health, told) = past(at, empty);
    let owner = if lang == Lang::Ja { "髙橋 美咲" } else { "Misaki Takahashi" };
    Frame {
        lens: lens(at),
        account: Account {
            id: AccountId(1),
            key: "C-0001".into(),
            name: NAMES[name].0.into(),
            kana: NAMES[name].1.into(),
            domain: "example.jp".into(),
            corporate_number: String::new(),
            industry: if empty { String::new() } else { "製造".into() },
            country: String::new(),
            plan: if empty { String::new() } else { "Pro".into() },
            phase: if empty { String::new() } else { "定着".into() },
            signed_up_on: Some(today() - DAYS),
            owner: Some(MemberId(1)),
            memo: if empty { String::new() } else { "4月に部門長が異動。<b>後任</b>は未定。".into() },
            attributes: attributes(name),
        },
        owner: (!empty).then(|| (MemberId(1), owner.into())),
        owners: vec![(MemberId(1), owner.into()), (MemberId(2), "Ken Sato".into())],
        members: vec![(MemberId(1), owner.into()), (MemberId(2), "Ken Sato".into())],
        phases: vec!["導入".into(), "定着".into(), "活用".into()],
        on_journey: name == 2,
        standing: health.days.last().filter(|_| !empty).copied(),
        change: told.first().cloned(),
        cmrr: Money { minor: 480_000, currency: Currency::JPY },
        next_contract: (!empty).then(|| contract("基本プラン", -200, 40, Some(12), Ringi::Circulating)),
    }
}

/// None for the first name of the samples; from the third one on more than are shown at once.
fn attributes(name: usize) -> BTreeMap<String, String> {
    let named = [("従業員数", "1,200"), ("流入元", "展示会 <2025>"), ("billing_plan_long_identifier", "enterprise")];
    let mut all: BTreeMap<String, String> =
        named.iter().take(name * 3).map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
    all.extend((0..name * 5).map(|n| (format!("trait {n}"), "0123456789abcdef".repeat(n * 4 + 1))));
    all
}

fn contract(product: &str, from: i32, to: i32, decline: Option<i32>, ringi: Ringi) -> Contract {
    Contract {
        key: format!("K-{from}"),
        account: AccountId(1),
        product: product.into(),
        monthly: Money { minor: 240_000, currency: Currency::JPY },
        starts_on: today() + from,
        ends_on: Some(today() + to),
        auto_renew: true,
        decline_by: decline.map(|days| today() + days),
        ringi,
        decider: "部長 𠮷田".into(),
    }
}

fn contract_list() -> Vec<Contract> {
    let mut open_ended = contract("保守 <年間> & オプション", -300, 0, None, Ringi::None);
    open_ended.ends_on = None;
    open_ended.monthly.currency = Currency::USD;
    let mut year = contract("アドオン", 0, 0, Some(60), Ringi::Preparing);
    (year.starts_on, year.ends_on) = (Day::from_ymd(2026, 4, 1).unwrap_or(today()), Day::from_ymd(2027, 3, 31));
    vec![
        contract("基本プラン", -200, 40, Some(12), Ringi::Circulating),
        year,
        open_ended,
        contract("基本プラン", -700, -201, Some(-260), Ringi::Approved),
    ]
}

/// People with every form of name (J-09, J-10).
/// An account to edit.
pub(crate) fn editable() -> Editable {
    let Frame { account, owners, phases, on_journey, .. } = frame(Lang::Ja, 0, 0, false);
    Editable { account, members: owners, phases, on_journey }
}

pub(crate) fn person_list() -> Vec<Person> {
    let names = [
        ("山田", "太郎", "やまだ", "たろう", "taro@example.jp"),
        ("髙橋", "花子", "たかはし", "はなこ", "hanako@example.jp"),
        ("𠮷田", "健", "", "", "ken@example.jp"),
        ("葛\u{e0100}城", "草彅", "かつらぎ", "くさなぎ", ""),
        ("Smith", "John", "", "", "john@example.com"),
        ("", "", "", "", "info@example.jp"),
        ("渡辺", "", "わたなべ", "", "watanabe@example.jp"),
    ];
    let person = |(n, (family, given, fk, gk, email)): (usize, (&str, &str, &str, &str, &str))| Person {
        id: PersonId(n as i64 + 1),
        account: AccountId(1),
        key: if email.is_empty() { format!("u{n}") } else { email.into() },
        family: family.into(),
        given: given.into(),
        family_kana: fk.into(),
        given_kana: gk.into(),
        email: email.into(),
        phone: String::new(),
        department: if n % 2 == 0 { "営業部".into() } else { String::new() },
        title: if n == 0 { "部長".into() } else { String::new() },
        champion: n < 2,
        issued_on: Some(today() - 300),
        left_on: (n == 6).then(|| today() - 20),
    };
    names.into_iter().enumerate().map(person).collect()
}

fn seen_list() -> Vec<Seen> {
    let seen = |(n, person): (usize, Person)| Seen {
        person,
        last: (n != 3).then(|| today() - (n as i32 * 33)),
        recent: if n < 2 { 40 } else { 0 },
    };
    person_list().into_iter().enumerate().map(seen).collect()
}

fn touch(n: i32) -> TouchLine {
    TouchLine {
        id: i64::from(n),
        kind: ["meeting", "call", "mail", "visit", "session", "other"][n as usize % 6].into(),
        on: today() - n * 12,
        member: Some("髙橋 美咲".into()),
        summary: "更新の相談。<script>予算</script>は来期から。".into(),
        body: if n == 0 { "次回は 12 月に訪問。".into() } else { String::new() },
        people: person_list().into_iter().take(2).collect(),
    }
}

fn fact(n: i64) -> Fact {
    Fact {
        id: FactId::of(&[&n.to_le_bytes()]),
        account: AccountId(1),
        person: (n % 3 != 0).then_some(PersonId(n % 5 + 1)),
        name: ["login", "feature.used", "ticket", "vendor.own_name"][n as usize % 4].into(),
        occurred_at: Micros(1_795_323_900_000_000 - n * 5_000_000_000 * 7),
        known_at: Micros(0),
        value: (n % 4 == 1).then_some(n as f64 * 1.5),
        props: if n % 4 == 2 { r#"{"priority":"<urgent>","subject":"取り込み"}"#.into() } else { String::new() },
        source: "sample".into(),
    }
}

pub(super) fn summaries(lang: Lang) -> Vec<Summary> {
    let full = |at: usize, name: usize| {
        let lens = lens(at);
        let (metrics, health, told) = past(at, false);
        Summary {
            frame: frame(lang, at, name, false),
            readings: readings(&lens.model, &metrics, &health, today()),
            changes: told,
            touches: (0..4).map(touch).collect(),
            people: seen_list(),
            people_count: 6,
            contracts: contract_list(),
        }
    };
    let empty = Summary {
        frame: frame(lang, 0, 6, true),
        readings: Vec::new(),
        changes: Vec::new(),
        touches: Vec::new(),
        people: Vec::new(),
        people_count: 0,
        contracts: Vec::new(),
    };
    vec![full(0, 0), full(1, 7), full(2, 5), empty]
}

pub(super) fn health_pages(lang: Lang) -> Vec<HealthPage> {
    let page = |at: usize, empty: bool| {
        let lens = lens(at);
        let (metrics, health, changes) = past(at, empty);
        let readings = if empty { Vec::new() } else { readings(&lens.model, &metrics, &health, today()) };
        let why = (!empty).then(|| why(at, today() - 60, today()));
        HealthPage { frame: frame(lang, at, at, empty), readings, metrics, health, changes, why }
    };
    let of_kinds = whys().into_iter().map(|(_, why)| HealthPage { why: Some(why), ..page(0, false) });
    vec![page(0, false), page(1, false), page(2, false), page(0, true)].into_iter().chain(of_kinds).collect()
}

pub(super) fn timelines(lang: Lang) -> Vec<Timeline> {
    let page = |asked: TimelineQuery, entries: Vec<Entry>, behind: Option<Behind>| {
        let (_, health, _) = past(0, false);
        let marks =
            (0..30).map(|n| (today() - n * 13, ["ticket", "touch", "churn", "goal.set"][n as usize % 4].into(), 2));
        Timeline {
            frame: frame(lang, 0, 4, false),
            health,
            marks: marks.collect(),
            total: entries.len() + 50,
            skipped: 50,
            after: Some("1.a".into()),
            before: Some("2.b".into()),
            names: vec![("login".into(), 1_234), ("vendor.own_name".into(), 3)],
            entries,
            traits: if asked.person.is_some() { attributes(2) } else { BTreeMap::new() },
            asked,
            behind,
        }
    };
    let person = |n: i64| person_list().into_iter().find(|person| person.id.0 == n % 5 + 1);
    let mut entries: Vec<Entry> = (0..20).map(|n| Entry::Fact { fact: fact(n), person: person(n) }).collect();
    entries.insert(3, Entry::Touch(touch(0)));
    let behind = Behind { criterion: 0, from: today() - 27, to: today(), value: 12.0, facts: 20 };
    let criterion = lens(0).model.criteria[0].id.clone();
    let behind_asked = TimelineQuery { criterion: Some(criterion), ..TimelineQuery::default() };
    let of_person = TimelineQuery { person: Some(PersonId(2)), ..TimelineQuery::default() };
    let none = TimelineQuery { name: Some("login".into()), ..TimelineQuery::default() };
    vec![
        page(TimelineQuery::default(), entries.clone(), None),
        page(behind_asked, entries.clone(), Some(behind)),
        page(of_person, entries, None),
        Timeline { before: None, after: None, skipped: 0, total: 0, ..page(none, Vec::new(), None) },
    ]
}

pub(super) fn people(lang: Lang) -> Vec<PeoplePage> {
    vec![
        PeoplePage { frame: frame(lang, 0, 3, false), people: seen_list() },
        PeoplePage { frame: frame(lang, 0, 1, true), people: Vec::new() },
    ]
}

pub(super) fn contracts(lang: Lang) -> Vec<ContractsPage> {
    vec![
        ContractsPage { frame: frame(lang, 0, 2, false), contracts: contract_list() },
        ContractsPage { frame: frame(lang, 0, 2, true), contracts: Vec::new() },
    ]
}

pub(super) fn touch_form(_: Lang) -> TouchForm {
    let criterion = &lens(0).model.criteria[0];
    TouchForm {
        account: AccountId(1),
        name: NAMES[3].0.into(),
        people: person_list(),
        purpose: Some((criterion.id.clone(), criterion.next.clone())),
        today: today(),
    }
}

pub(crate) fn found(_: Lang) -> Vec<Found> {
    let found = |(n, (name, _)): (usize, &(&str, &str))| Found {
        account: AccountId(n as i64),
        name: (*name).into(),
        owner: (n % 2 == 0).then(|| "佐藤 健".into()),
    };
    NAMES.iter().enumerate().map(found).collect()
}
