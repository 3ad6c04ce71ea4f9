//! The jobs. Each reads the lake, computes, and sums up what it computed, so that equal answers have equal sums.

use banso_domain::health::{Model, evaluate, transitions};
use banso_domain::metrics::{
    AccountInput, Classifier, ContractSpan, Engine, Facts, History, Known, Liveness, MetricSet,
};
use banso_domain::templates::{METRICS, MODELS};
use banso_kernel::{Day, Zone};
use banso_lake::{Lake, Reach};

/// The day before 2025-01-01: the yardstick's dates exclude themselves.
const LAST: Day = Day(20_088);
const DAYS: i32 = 365;
const ACCOUNTS: i64 = 10_000;
const THREADS: usize = 2;

/// The yardstick's metrics; the window before is that of the same metric 28 days earlier.
const NINE: &str = r#"
metric = [
  { id = "c1", name = { ja = "x", en = "x" }, kind = "count", fact = "login", window = 28, stale_after = 999 },
  { id = "c2", name = { ja = "x", en = "x" }, kind = "count", fact = "report_viewed", window = 28, stale_after = 999 },
  { id = "c3", name = { ja = "x", en = "x" }, kind = "count", fact = "export_done", window = 28, stale_after = 999 },
  { id = "c4", name = { ja = "x", en = "x" }, kind = "count", fact = "invite_sent", window = 28, stale_after = 999 },
  { id = "c5", name = { ja = "x", en = "x" }, kind = "count", fact = "api_call", window = 28, stale_after = 999 },
  { id = "users28", name = { ja = "x", en = "x" }, kind = "people", window = 28, stale_after = 999 },
  { id = "days28", name = { ja = "x", en = "x" }, kind = "active_days", window = 28, stale_after = 999 },
  { id = "n28", name = { ja = "x", en = "x" }, kind = "count", window = 28, stale_after = 999 },
  { id = "change", name = { ja = "x", en = "x" }, kind = "change", of = "n28" },
]
"#;

/// A metric that somebody adds: the dearest kind, with a filter of its own.
const NEW: &str = r#"
metric = [
  { id = "new", name = { ja = "x", en = "x" }, kind = "people", facts = ["login", "report_viewed"], window = 90 },
]
"#;

pub async fn run(lake: &Lake, job: &str) -> Vec<u64> {
    match job {
        "A" => nine(lake, 1, 1).await,
        "W" => nine(lake, 52, 7).await,
        "D" => nine(lake, 365, 1).await,
        "N" => new(lake).await,
        "M" => shipped(lake, false).await,
        "H" => shipped(lake, true).await,
        other => panic!("there is no job {other}"),
    }
}

async fn facts(lake: &Lake, set: &MetricSet, from: Option<Day>) -> Facts {
    let zone = Zone::named("UTC").unwrap();
    let snapshot = lake.snapshot().await.unwrap();
    let reach = Reach { zone, known_by: None, from, accounts: None, inbox: [].into(), threads: THREADS };
    lake.gather(&snapshot, set, reach).await.unwrap()
}

/// Rows, then the sum of each column, over accounts with a fact in 56 days, on so many days `step` days apart.
async fn nine(lake: &Lake, dates: usize, step: usize) -> Vec<u64> {
    let only_last = dates == 1;
    let set = MetricSet::parse(NINE).unwrap();
    // The window before the last one must be among the days asked for.
    let first = if only_last { LAST - 28 } else { LAST - DAYS + 1 };
    let from = first - set.lookback();
    let facts = facts(lake, &set, only_last.then_some(LAST - 55)).await;
    let (classifier, liveness) = (Classifier::new(&set).unwrap(), Liveness::of(&facts));
    let known = Known { contracts: false, people: false, digits: 0 };
    let engine = Engine::new(&set, &classifier, &liveness, known, LAST);
    let begun = Some(if only_last { from } else { LAST - DAYS + 1 });
    let mut inputs = inputs(begun);
    inputs.iter_mut().for_each(|input| input.from = only_last.then_some(first));
    let of_account = |_: &AccountInput, history: History| {
        let (mut sums, n28) = ([0u64; 10], &history.columns[7]);
        for at in (0..n28.len()).rev().step_by(step).take(dates) {
            let before = at.checked_sub(28).map_or(0.0, |at| n28[at]);
            if n28[at] + before > 0.0 {
                sums[0] += 1;
                (0..8).for_each(|column| sums[column + 1] += history.columns[column][at] as u64);
                sums[9] += before as u64;
            }
        }
        sums
    };
    let sums = engine.each(&facts, &inputs, THREADS, of_account);
    (0..10).map(|column| sums.iter().map(|of_account| of_account[column]).sum()).collect()
}

/// One new metric for all accounts and days: how many values it has, and their sum.
async fn new(lake: &Lake) -> Vec<u64> {
    let set = MetricSet::parse(NEW).unwrap();
    let facts = facts(lake, &set, None).await;
    let (classifier, liveness) = (Classifier::new(&set).unwrap(), Liveness::of(&facts));
    let known = Known { contracts: false, people: false, digits: 0 };
    let engine = Engine::new(&set, &classifier, &liveness, known, LAST);
    let sums = engine.each(&facts, &inputs(Some(LAST - DAYS + 1)), THREADS, |_, history| {
        let values = history.columns[0].iter().filter(|value| !value.is_nan());
        values.fold((0, 0), |(count, sum), value| (count + 1, sum + *value as u64))
    });
    let (counts, values): (Vec<u64>, Vec<u64>) = sums.into_iter().unzip();
    vec![counts.iter().sum(), values.iter().sum()]
}

/// The shipped metrics for all accounts and days, and the shipped models on top: a sum over every value.
async fn shipped(lake: &Lake, with_models: bool) -> Vec<u64> {
    let set = MetricSet::parse(METRICS).unwrap();
    let models: Vec<Model> = MODELS.iter().map(|(_, text)| Model::parse(text, &set).unwrap()).collect();
    let facts = facts(lake, &set, None).await;
    let (classifier, liveness) = (Classifier::new(&set).unwrap(), Liveness::of(&facts));
    let known = Known { contracts: true, people: true, digits: 0 };
    let engine = Engine::new(&set, &classifier, &liveness, known, LAST);
    let inputs = inputs(None);
    let sums = engine.each(&facts, &inputs, THREADS, |_, history| {
        let known = history.columns.iter().flatten().filter(|value| !value.is_nan()).count() as u64;
        let (mut days, mut met, mut moved) = (0, 0, 0);
        if with_models {
            for model in &models {
                let health = evaluate(model, &history);
                days += health.days.len() as u64;
                met += health.days.iter().map(|day| u64::from(day.met.count_ones())).sum::<u64>();
                moved += transitions(&health).len() as u64;
            }
        }
        [known, days, met, moved]
    });
    (0..4).map(|column| sums.iter().map(|of_account| of_account[column]).sum()).collect()
}

fn inputs(began: Option<Day>) -> Vec<AccountInput> {
    let contract = ContractSpan { from: LAST - DAYS + 1, to: None, monthly: 100_000 };
    let input = |account| AccountInput { account, began, contracts: vec![contract], ..AccountInput::default() };
    (1..=ACCOUNTS).map(input).collect()
}
