//! Believable results of the lab to test and to look at: a year of a vendor's customers, made up and then really judged; and
//! the same with too few who left.

use super::{BackTest, Matter, Model as ModelPage, Models, Survival};
use crate::Cx;
use crate::pages::definition::Sent;
use banso_app::Definitions;
use banso_app::Wrong;
use banso_app::lab::{
    Ask, BackTestPage, Cohorts, LearnedFrom, MatterPage, ModelText, ModelVersionText, Shift, SurvivalPage, Version,
    WhatIf, Work,
};
use banso_domain::health::Model;
use banso_domain::lab::judge::{NO_COHORT, Settings, Sighting, backtest, compare, warning};
use banso_domain::lab::leakage::{Path, leakage};
use banso_domain::lab::screening::{Table, screen};
use banso_domain::lab::survival::{Curve, Lifetime, curve, log_rank};
use banso_domain::lab::{Look, Window};
use banso_domain::metrics::MetricSet;
use banso_domain::templates;
use banso_kernel::{AccountId, Currency, Day, Micros, Problem, Text};
use std::sync::Arc;

/// A share, 0–1, that follows from a number and says nothing of its neighbours.
pub(super) fn lot(n: u64) -> f64 {
    let mut z = n.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    ((z ^ (z >> 31)) >> 11) as f64 / (1u64 << 53) as f64
}

pub(super) fn set() -> MetricSet {
    MetricSet::parse(templates::METRICS).unwrap_or(MetricSet { metrics: Vec::new() })
}

pub(super) fn shipped(at: usize) -> Option<Model> {
    Model::parse(templates::MODELS.get(at)?.1, &set()).ok()
}

fn version(model: &Model, version: u32, current: bool) -> Version {
    Version { model: model.id.clone(), version, name: model.name.clone(), current }
}

/// `accounts` customers on the month ends of a year; `noise` says how little their scores tell.
fn sightings(today: Day, accounts: u64, noise: f64) -> (Vec<Sighting>, Window, Vec<Day>) {
    let ask = Ask::default();
    let (all, window) = sightings_of(today, accounts, noise, ask);
    (all, window, ask.days(today))
}

pub(super) fn sightings_of(today: Day, accounts: u64, noise: f64, ask: Ask) -> (Vec<Sighting>, Window) {
    let days = ask.days(today);
    let window = Window { horizon: ask.horizon, known_until: today - 1 };
    let mut all = Vec::new();
    for account in 0..accounts {
        let frail = lot(account);
        let leaves =
            (lot(account + 7_000_000) < frail * 0.45).then(|| days[0] + 20 + (lot(account + 31) * 380.0) as i32);
        for (month, day) in days.iter().enumerate() {
            if leaves.is_some_and(|leaves| leaves <= *day) {
                break;
            }
            let near = leaves.map_or(0.0, |leaves| (1.0 - f64::from(leaves - *day) / 200.0).max(0.0));
            let seen = lot(account * 64 + month as u64 + 99);
            let score = (frail + near * 1.4) * (1.0 - noise) + seen * noise * 2.0;
            let segment = (seen > 0.02).then_some(((score / 2.2 * 4.0) as u8).min(3));
            all.push(Sighting {
                look: Look {
                    as_of: *day,
                    account: AccountId(account as i64 + 1),
                    outcome: leaves.filter(|leaves| *leaves <= window.known_until),
                    observed_until: window.known_until,
                },
                score: if segment.is_none() { f64::NAN } else { score },
                segment,
                cmrr: 40_000 + (lot(account + 5) * 160_000.0) as i64,
                cohorts: [(account % 3) as u16, (account % 5) as u16, NO_COHORT, (account % 2) as u16],
            });
        }
    }
    (all, window)
}

fn cohorts() -> Cohorts {
    let texts = |all: &[&str]| all.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
    let mut cohorts = Cohorts::default();
    cohorts.values[0] = texts(&["Enterprise", "Light", "Standard"]);
    cohorts.values[1] = texts(&["IT", "不動産", "小売", "教育", "製造"]);
    cohorts.values[3] = texts(&["2024", "2025"]);
    cohorts
}

pub(super) fn back_tests(cx: &Cx) -> Vec<BackTest> {
    let (Some(model), Some(other)) = (shipped(0), shipped(1)) else { return Vec::new() };
    let leak = Text { ja: "解約ページの閲覧".to_owned(), en: "Cancellation page views".to_owned() };
    let page = |accounts, noise, beside: bool, leaking: Vec<(Text, Vec<Text>)>| {
        let (found, window, days) = sightings(cx.today, accounts, noise);
        let settings = Settings { window, segments: 4, warning: warning(&model), probabilities: false };
        let second = sightings(cx.today, accounts, noise / 2.0).0;
        let versions = vec![version(&model, 2, true), version(&other, 1, true), version(&model, 1, false)];
        BackTestPage {
            ask: Ask::default(),
            days,
            judged: versions[0].clone(),
            beside: beside.then(|| (versions[2].clone(), compare(&found, &second, window))),
            versions,
            model: Arc::new(model.clone()),
            learned: beside.then(|| LearnedFrom {
                metrics: vec![Text {
                    ja: "解約リスク（90日）".to_owned(), en: "Risk of churn, 90 days".to_owned()
                }],
                until: cx.today - 200,
                days: 5,
                after: backtest(&found, settings).auc,
            }),
            found: backtest(&found, settings),
            warning: warning(&model),
            leaking,
            cohorts: cohorts(),
            currency: Currency::JPY,
        }
    };
    let criteria = model.criteria.iter().take(1).map(|criterion| criterion.name.clone()).collect();
    vec![
        BackTest::new(cx, page(420, 0.45, true, vec![(leak, criteria)])),
        BackTest::new(cx, page(420, 1.0, false, Vec::new())),
        BackTest::new(cx, page(9, 0.3, false, Vec::new())),
    ]
}

pub(super) fn definitions(metrics: &MetricSet) -> Definitions {
    Definitions {
        metrics: metrics.clone(),
        metrics_version: 1,
        models: Vec::new(),
        older: Vec::new(),
        metrics_hash: String::new(),
        stamp: String::new(),
    }
}

pub(super) fn matters(cx: &Cx) -> Vec<Matter> {
    let metrics = set();
    let page = |accounts: u64| {
        let (found, window, days) = sightings(cx.today, accounts, 0.4);
        let columns = (0..metrics.metrics.len() as u64)
            .map(|metric| {
                let value = |(row, sighting): (usize, &Sighting)| {
                    let chance = lot(row as u64 * 131 + metric * 7_919);
                    if chance < 0.03 * (metric % 4) as f64 {
                        return f64::NAN;
                    }
                    let told = if sighting.score.is_nan() { 1.0 } else { sighting.score };
                    let share = 1.0 / (1.0 + (metric % 9) as f64);
                    (40.0 * ((2.2 - told) * share + chance * 2.2 * (1.0 - share))).round()
                };
                found.iter().enumerate().map(value).collect::<Vec<f64>>()
            })
            .collect::<Vec<_>>();
        let values: Vec<Vec<f64>> = found
            .iter()
            .map(|sighting| {
                let days = sighting.look.outcome.map_or(60, |out| (out - sighting.look.as_of).max(1)) as usize;
                let mut values = vec![0.0; days + 1];
                if sighting.look.outcome.is_some() {
                    values[days.saturating_sub(2)..].fill(3.0);
                }
                values
            })
            .collect();
        let path = |(sighting, values)| {
            let Sighting { look, .. }: &Sighting = sighting;
            Path { outcome: look.outcome, first: look.as_of, values }
        };
        let mut seen = std::collections::HashSet::new();
        let firsts = found.iter().zip(&values).filter(|(sighting, _)| seen.insert(sighting.look.account));
        let paths: Vec<Path<'_>> = firsts.map(|(sighting, values)| path((sighting, values.as_slice()))).collect();
        let leak = leakage(&paths);
        let leaks = (0..metrics.metrics.len())
            .map(|at| if at == 3 { leak } else { Err(banso_domain::lab::Lack::NoSpread) })
            .collect();
        let looks = found.iter().map(|sighting| sighting.look).collect();
        MatterPage {
            ask: Ask::default(),
            days,
            definitions: Arc::new(definitions(&metrics)),
            found: screen(&Table { looks, columns }, window),
            leaks,
        }
    };
    let first = metrics.metrics.first().map(|metric| metric.id.clone());
    vec![Matter::new(cx, page(300), first.as_deref()), Matter::new(cx, page(8), None)]
}

pub(super) fn survivals(cx: &Cx) -> Vec<Survival> {
    let lifetimes = |from: u64, n: u64, half: f64| -> Vec<Lifetime> {
        let one = |n: u64| {
            let (time, seen) = (-half * (1.0 - lot(n)).ln() / 0.693, lot(n + 77) * 1_100.0);
            Lifetime { time: time.min(seen).floor(), ended: time <= seen }
        };
        (from..from + n).map(one).collect()
    };
    let page = |by, groups: Vec<(Option<&str>, Vec<Lifetime>)>| {
        let all: Vec<Vec<Lifetime>> = groups.iter().map(|(_, lifetimes)| lifetimes.clone()).collect();
        let groups: Vec<(Option<String>, Curve)> =
            groups.iter().map(|(name, lifetimes)| (name.map(str::to_owned), curve(lifetimes))).collect();
        let test = (groups.len() > 1).then(|| log_rank(&all));
        Survival::new(cx, SurvivalPage { by, groups, test, until: cx.today - 1 })
    };
    vec![
        page(None, vec![(None, lifetimes(0, 400, 900.0))]),
        page(
            Some(0),
            vec![
                (Some("Standard"), lifetimes(0, 220, 700.0)),
                (Some("Enterprise"), lifetimes(500, 90, 2_400.0)),
                (None, lifetimes(900, 40, 500.0)),
            ],
        ),
        page(None, Vec::new()),
    ]
}

fn text_of(cx: &Cx, at: usize) -> ModelText {
    let (id, _) = templates::MODELS[at];
    let name = shipped(at).map(|model| model.name).unwrap_or_default();
    let body = "model = \"ranks\"\nname = { ja = \"ランク\", en = \"Ranks\" }\n\n[[criterion]]\nid = \"logins\"\nat_least = 4\n";
    let old = body.replacen("at_least = 4", "at_least = 3", 1);
    two_versions(cx, (id, name), &old, (body, "半年の結果を見て、定着の条件を上げた"))
}

/// A text as shipped and as somebody has changed it since, with the reason.
pub(super) fn two_versions(cx: &Cx, (id, name): (&str, Text), shipped: &str, (text, why): (&str, &str)) -> ModelText {
    let version = |version, back: i64, by: Option<&str>, reason: &str, text: &str| ModelVersionText {
        version,
        created_at: Micros(cx.now.0 - back * 86_400_000_000),
        by: by.map(str::to_owned),
        reason: reason.to_owned(),
        text: text.to_owned(),
    };
    let versions = vec![version(2, 3, Some("髙橋 美咲"), why, text), version(1, 120, None, "shipped", shipped)];
    ModelText { id: id.to_owned(), name, text: text.to_owned(), version: 2, versions }
}

pub(super) fn models(cx: &Cx) -> Vec<Models> {
    let metrics = super::sample_risk::metrics_text(cx);
    vec![Models::new(cx, (0..templates::MODELS.len()).map(|at| text_of(cx, at)).collect(), metrics)]
}

pub(super) fn model(cx: &Cx) -> Vec<ModelPage> {
    let page = || ModelPage::new(cx, text_of(cx, 0));
    let Some(own) = shipped(0) else { return vec![page()] };
    let names = ["株式会社青空", "みなと物流株式会社", "ひかり製作所", "Northwind Ltd"];
    let shift = |(n, name): (usize, &&str)| Shift {
        account: AccountId(n as i64 + 1),
        name: (*name).to_owned(),
        from: Some((n % 3) as u8),
        to: (n != 3).then_some((n % 3) as u8 + 1),
    };
    let (found, window, _) = sightings(cx.today, 300, 0.6);
    let second = sightings(cx.today, 300, 0.4).0;
    let share = |n: usize| vec![40 + n, 30, 20, 12 - n.min(10), 1];
    let work = |ja: &str, en: &str, play, accounts, tasks| Work {
        name: Text { ja: ja.to_owned(), en: en.to_owned() },
        play,
        accounts,
        tasks,
        messages: (0, 0),
    };
    let table =
        vec![vec![40, 2, 0, 0, 0], vec![0, 28, 1, 0, 0], vec![0, 0, 19, 1, 0], vec![0, 0, 0, 11, 0], vec![0; 5]];
    let month = |n: i32| (cx.today.month().plus(-n).last(), share(n as usize), share(n as usize / 2));
    let tried = |published: bool| WhatIf {
        minutes: 30.0,
        model: Arc::new(own.clone()),
        published: published.then(|| (2, Arc::new(own.clone()))),
        accounts: 103,
        shifts: if published { names.iter().enumerate().map(shift).collect() } else { Vec::new() },
        inside: 4,
        table: table.clone(),
        course: (1..=12).rev().map(month).collect(),
        beside: published.then(|| compare(&found, &second, window)),
        ask: Ask::default(),
        work: vec![
            work("セグメントが下がった", "Segment fell", false, (1, 4), (0, 0)),
            work("定着の立て直し", "Win back the habit", true, (0, 3), (0, 3)),
        ],
    };
    let sent = || Sent::of(&text_of(cx, 0).text);
    let syntax = Problem::new("problem-definition-syntax").with("line", 12_i64).with("reason", "expected `=`");
    let wrong = |field: &str, problem| vec![Wrong { field: field.to_owned(), problem }];
    vec![
        page(),
        page().tried(sent(), Vec::new(), tried(true)),
        page().tried(sent(), wrong("reason", Problem::new("problem-required")), tried(false)),
        page().wrong(Sent::of("model ="), wrong("text", syntax)),
    ]
}
