//! Believable proofs to test and to look at: what works, what is open, what harms, and each reason for no number.

use super::proof::PlayProof;
use crate::Cx;
use crate::pages::journeys::sample::text;
use banso_app::lab::{Arms, Costs, Glance, Measure, MeasureBy, PlannedEffect, Planner, ProofPage, ProofQuery, Verdict};
use banso_domain::proof::matched::{Balance, TooFewMatches};
use banso_domain::proof::planner::{Base, Expected};
use banso_domain::proof::worth::{Work, worth};
use banso_domain::proof::{Evidence, Matched, NotEnough, Outcome, Pace, Proof, Terms, Unit, course, prove};
use banso_kernel::{Currency, Day, Text};
use std::collections::BTreeMap;

/// Days over which accounts of the sample enter.
const ENTRIES: i32 = 300;

/// Accounts of which so many in a hundred are kept, treated and held out.
fn units(today: Day, kept: [u32; 2]) -> Vec<Unit> {
    let unit = |at: u32| {
        let treated = !at.is_multiple_of(4);
        let share = (at * 37 + at / 100 * 13) % 100;
        let entered = today - 130 - ENTRIES + (at * ENTRIES.unsigned_abs() / 1_600).cast_signed();
        let outcome = Some(f64::from(u8::from(share < kept[usize::from(!treated)])));
        Unit { entered, treated, outcome, before: f64::from(at * 31 % 90) * 10_000.0 }
    };
    (0..1_600).map(unit).collect()
}

fn offered() -> Vec<Measure> {
    let own = [MeasureBy::Retained, MeasureBy::Expansion, MeasureBy::Standing];
    let own = own.map(|by| Measure { by, name: Text::default(), unit: Text::default(), is_ratio: false });
    let days = Measure {
        by: MeasureBy::Metric("login_days_28d".to_owned()),
        name: text("28日間のログイン日数", "Days with a login in 28 days"),
        unit: text("日", "days"),
        is_ratio: false,
    };
    own.into_iter().chain([days]).collect()
}

fn planner() -> Planner {
    let (per_week, held_out) = (24.0, 0.1);
    let outcome = Base::Share(0.85);
    let expected = Expected { outcome, held_out, per_week, horizon: 120, alpha: 0.05, power: 0.8 };
    let effect = |effect: f64| PlannedEffect { effect, plan: expected.plan(effect) };
    Planner {
        pace: Pace { per_week, held_out },
        base: 0.85,
        effects: banso_app::lab::EFFECTS.map(effect).into(),
        in_a_year: expected.smallest_effect(1_248),
    }
}

fn page(cx: &Cx, verdict: Verdict) -> ProofPage {
    ProofPage {
        id: "stalled_set_up".to_owned(),
        name: text("初期設定の停滞に声かけ", "Help with a stalled set-up"),
        today: cx.today,
        currency: Currency::JPY,
        asked: ProofQuery::default(),
        offered: offered(),
        terms: Terms::new(Outcome::Share, 120),
        hold_out: 0.25,
        arms: Arms { treated: 1_200, held_out: 400, beside: 3, unknown: 0, other_share: 12 },
        verdict,
        course: Vec::new(),
        worth: None,
        work: Work { minutes: 36_000.0, hourly: 5_000.0, messages: 2_210, message: 1.0 },
        costs: Costs::usual(Currency::JPY),
        planner: Some(planner()),
    }
}

/// A play judged by what it did in the sample.
fn judged(cx: &Cx, kept: [u32; 2]) -> ProofPage {
    let (units, terms) = (units(cx.today, kept), Terms::new(Outcome::Share, 120));
    let days: Vec<Day> = (0..30).rev().map(|back| cx.today - back * 9).collect();
    let course = course(&units, &days, &terms).into_iter().skip_while(|(_, look)| look.is_err()).collect();
    match prove(&units, cx.today, &terms) {
        Ok(proof) => {
            let page = page(cx, Verdict::Said(Evidence::Experiment(proof)));
            let worth = worth(proof.uplift, proof.always, 288_000_000.0, 12.0, &page.work);
            ProofPage { course, worth: Some(worth), ..page }
        }
        Err(why) => page(cx, Verdict::NotYet { why, on: None }),
    }
}

fn of_metric(cx: &Cx) -> ProofPage {
    let by = MeasureBy::Metric("login_days_28d".to_owned());
    ProofPage {
        asked: ProofQuery { by, days: 30 },
        terms: Terms::new(Outcome::Number, 30),
        worth: None,
        ..judged(cx, [90, 60])
    }
}

fn matched() -> Matched {
    let interval = banso_domain::proof::Interval { low: -0.011, high: 0.062 };
    let balance = vec![Balance { before: 0.62, after: 0.04 }, Balance { before: 0.3, after: 0.14 }];
    Matched { accounts: 143, left_out: 22, peers: 97, effect: 0.026, interval, balance }
}

pub(super) fn proofs(cx: &Cx) -> Vec<PlayProof> {
    let not_yet = |why, on| page(cx, Verdict::NotYet { why, on });
    let soon = Some(cx.today + 41);
    let compared =
        ProofPage { hold_out: 0.0, planner: None, ..page(cx, Verdict::Said(Evidence::Comparison(matched()))) };
    let few = TooFewMatches { matched: 12, peers: 9 };
    let nobody = ProofPage { planner: None, arms: Arms::default(), ..page(cx, Verdict::Nobody) };
    let pages = vec![
        judged(cx, [92, 78]),
        judged(cx, [86, 85]),
        judged(cx, [70, 88]),
        of_metric(cx),
        compared,
        not_yet(NotEnough::HorizonNotOver { first: cx.today + 12 }, soon),
        not_yet(NotEnough::TooFew { treated: 212, held_out: 19 }, soon),
        not_yet(NotEnough::TooFewOfAKind { known: 7, needed: 50 }, None),
        not_yet(NotEnough::NoSpread, None),
        page(cx, Verdict::Lopsided { treated: 800, held_out: 140 }),
        ProofPage { hold_out: 0.0, planner: None, ..page(cx, Verdict::FewMatches(few)) },
        nobody,
    ];
    pages.into_iter().map(|page| PlayProof::new(cx, page)).collect()
}

/// What the list says of some plays.
pub(super) fn glances() -> BTreeMap<String, Glance> {
    let said = |kept: [u32; 2]| -> Option<Proof> {
        prove(&units(Day(20_000), kept), Day(20_000), &Terms::new(Outcome::Share, 120)).ok()
    };
    let experiment = |kept| said(kept).map(|proof| Glance { verdict: Verdict::Said(Evidence::Experiment(proof)) });
    let wait = Verdict::NotYet { why: NotEnough::TooFew { treated: 9, held_out: 1 }, on: Some(Day(20_800)) };
    let all = [
        ("stalled_set_up", experiment([92, 78])),
        ("fell", experiment([86, 85])),
        ("champion", Some(Glance { verdict: wait })),
    ];
    all.into_iter().filter_map(|(id, glance)| Some((id.to_owned(), glance?))).collect()
}
