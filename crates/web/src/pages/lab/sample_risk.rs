//! Believable learned formulas to test and to look at: one to be kept, one that is kept and learned again each month, and too
//! few who left to learn from; and the versions that they make of the metrics.

use super::sample::{definitions, lot, set, shipped, sightings_of, two_versions};
use super::{LearnedRisk, MetricSet};
use crate::Cx;
use banso_app::Wrong;
use banso_app::lab::{
    Again, Ask, AtRisk, Came, Candidate, Kept, LearnedPage, ModelText, Night, Outcome, Sight, risk_id,
};
use banso_domain::lab::judge::Sighting;
use banso_domain::lab::learned::{Boosting, Plan, Slices, Trial, risks, tells, trial};
use banso_domain::lab::screening::Table;
use banso_domain::lab::{Answer, Estimate, Interval};
use banso_domain::metrics::risk::{Named, Risk, Term, block, with_block};
use banso_kernel::{AccountId, Problem, Text};
use std::sync::Arc;

fn name() -> Text {
    Text { ja: "解約リスク（30日）".to_owned(), en: "Risk of churn, 30 days".to_owned() }
}

/// What was learned of a made-up past, and what could be kept of it.
struct Made {
    ask: Ask,
    found: Answer<Trial>,
    candidate: Option<Candidate>,
}

fn made(cx: &Cx, accounts: u64, months: i32, horizon: i32) -> Made {
    let all = set().metrics.len();
    let ask = Ask { months, horizon, ..Ask::default() };
    let (sightings, window) = sightings_of(cx.today, accounts, 0.5, ask);
    let scores: Vec<f64> = sightings.iter().map(|sighting| sighting.score).collect();
    let column = |metric: u64| {
        let value = |(row, sighting): (usize, &Sighting)| {
            let told = if sighting.score.is_nan() { 1.0 } else { sighting.score };
            let share = 1.0 / (1.0 + (metric % 9) as f64);
            (40.0 * ((2.2 - told) * share + lot(row as u64 * 131 + metric * 7_919) * 2.2 * (1.0 - share))).round()
        };
        sightings.iter().enumerate().map(value).collect::<Vec<f64>>()
    };
    let columns: Vec<Vec<f64>> = (0..all as u64).map(column).collect();
    let table = Table { looks: sightings.iter().map(|sighting| sighting.look).collect(), columns };
    let found = Slices::cut(&table.looks, window).and_then(|slices| {
        trial(&table, Some(&scores), Plan { window, slices, penalty: 1.0, boosting: Boosting::default() })
    });
    let columns: Vec<usize> = (0..all).collect();
    let candidate = found.as_ref().ok().and_then(|trial| {
        let risk = trial.learned.logistic.as_risk(ask.outcome, window, &trial.card.slices, &columns)?;
        let scores = risks(&risk, table.looks.len(), &table.columns);
        Some(Candidate { auc: tells(&table.looks, window, risk.learned_until, &scores), by: None, risk })
    });
    Made { ask, found, candidate }
}

fn page(cx: &Cx, made: &Made, is_kept: bool) -> LearnedRisk {
    let names = ["株式会社青空", "みなと物流株式会社", "ひかり製作所"];
    let risky = |(n, name): (usize, &&str)| AtRisk {
        account: AccountId(n as i64 + 1),
        name: (*name).to_owned(),
        risk: 0.42 - 0.11 * n as f64,
        because: vec![(0, 2.0, 0.8), (5, 0.0, 0.4)],
    };
    let by = |[value, low, high]: [f64; 3]| Estimate { value, interval: Interval { low, high } };
    let kept = is_kept.then(|| Kept {
        id: risk_id(made.ask.outcome, made.ask.horizon),
        name: name(),
        risk: few_terms(cx),
        column: 0,
        version: 4,
    });
    let candidate = made
        .candidate
        .clone()
        .map(|candidate| Candidate { by: is_kept.then(|| Ok((by([-0.034, -0.06, -0.008]), 1_204))), ..candidate });
    let again = is_kept.then(|| Again {
        on: true,
        months: 24,
        sight: Sight::Then.word().to_owned(),
        done: cx.today.month().first(),
        last: Some(Night {
            on: cx.today.month().first(),
            came: Came::Worse,
            auc: Some([0.71, 0.64, 0.78]),
            by: Some([-0.034, -0.06, -0.008]),
        }),
    });
    let metrics = set();
    let page = LearnedPage {
        ask: made.ask,
        columns: (0..metrics.metrics.len()).collect(),
        definitions: Arc::new(definitions(&metrics)),
        late: if is_kept { vec![21] } else { Vec::new() },
        hand: shipped(0).map(|model| model.name).unwrap_or_default(),
        riskiest: if made.found.is_ok() { names.iter().enumerate().map(risky).collect() } else { Vec::new() },
        found: made.found.clone(),
        candidate,
        kept,
        again,
    };
    LearnedRisk::new(cx, page)
}

pub(super) fn learned(cx: &Cx) -> Vec<LearnedRisk> {
    let enough = made(cx, 500, 24, 30);
    vec![page(cx, &enough, false), page(cx, &enough, true), page(cx, &made(cx, 30, 6, 90), false)]
}

/// A formula of three metrics.
fn few_terms(cx: &Cx) -> Risk {
    let term = |(metric, centre, scale, weight)| Term { metric, centre, scale, weight, missing: 0.12 };
    Risk {
        outcome: Outcome::Churn,
        horizon: 30,
        learned_until: cx.today - 200,
        intercept: -3.125,
        terms: [(0, 41.2, 30.71, -0.6183), (1, 11.84, 6.02, -0.2461), (2, 7.93, 4.4, -0.1032)].map(term).into(),
    }
}

/// The metrics with two versions: as shipped, and with a risk.
pub(super) fn metrics_text(cx: &Cx) -> ModelText {
    let one = |(id, ja): (&str, &str)| {
        format!(
            "[[metric]]\nid = \"{id}\"\nname = {{ ja = \"{ja}\", en = \"{id}\" }}\nkind = \"count\"\nfact = \"login\"\nwindow = 28\n\n"
        )
    };
    let shipped: String = [("logins", "ログイン"), ("days", "利用日数"), ("people", "利用人数")].map(one).concat();
    let metrics = banso_domain::metrics::MetricSet::parse(&shipped).unwrap_or_else(|_| set());
    let id = "churn_risk_30".to_owned();
    let named = Named { id: id.clone(), name: name(), about: Text::default() };
    let text = with_block(&shipped, &id, &block(&named, &few_terms(cx), &metrics));
    two_versions(cx, ("metrics", Text::default()), &shipped, (&text, "離れた顧客を早く知るため"))
}

pub(super) fn metric_sets(cx: &Cx) -> Vec<MetricSet> {
    let problem = Problem::new("problem-metric-unknown").with("other", "churn_risk_30");
    let wrong = vec![Wrong { field: "text".to_owned(), problem }];
    vec![MetricSet::new(cx, metrics_text(cx), Vec::new()), MetricSet::new(cx, metrics_text(cx), wrong)]
}
