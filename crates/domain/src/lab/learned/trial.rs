//! Fit, calibrate, validate, and say whether it is worth it.

use super::card::{Checked, ColumnCard, ModelCard, Sample};
use super::{Boosted, Boosting, Examples, Logistic, Platt, Slices};
use crate::lab::auc::{Scored, area, auc, difference};
use crate::lab::estimate::{Answer, Estimate, Lack};
use crate::lab::judge::{MOST_COHORTS, NO_COHORT, Settings, Sighting, backtest};
use crate::lab::look::{Fate, Numbers};
use crate::lab::screening::Table;
use crate::lab::{Look, Window};
use serde::{Deserialize, Serialize};

/// An AUC that is at most this much lower is as good: it changes the place of one pair in fifty.
pub const MARGIN: f64 = 0.02;

/// What stands for election, from the simplest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// The score of the model that people made.
    HandMade,
    /// The one column with the best AUC in training, by its position; no data counts as its training mean.
    OneMetric(usize),
    /// Logistic regression.
    Logistic,
    /// Boosted trees.
    Boosted,
}

/// What a comparison says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Found {
    /// The simpler one is as good or better: the other is ahead by [`MARGIN`] at the most, by the interval's upper end.
    SimplerAsGood,
    /// The more involved one is better: the whole interval is above 0.
    OtherBetter,
    /// The data do not tell; the simpler one stays.
    Open,
}

/// A simpler contender against a more involved one.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Duel {
    /// The simpler.
    pub simpler: Kind,
    /// The other.
    pub other: Kind,
    /// AUC of the other less that of the simpler on looks where both have a score, paired.
    pub difference: Answer<Estimate>,
    /// What it says.
    pub found: Found,
}

/// How to learn.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Plan {
    /// Horizon and until when outcomes are known.
    pub window: Window,
    /// The three periods.
    pub slices: Slices,
    /// L2 penalty of the logistic regression, on weights of standardised columns.
    pub penalty: f64,
    /// How to boost.
    pub boosting: Boosting,
}

/// A fitted formula with its calibration.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibrated<T> {
    /// Gives log-odds.
    pub formula: T,
    /// Turns them into a risk; `None` where the second slice did not carry it.
    pub platt: Option<Platt>,
}

/// Fitted formulas, to be kept as a version. Kept as TOML they come back bit for bit; `serde_json` as the workspace builds it
/// may change the last bit of a number.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Learned {
    /// The logistic regression.
    pub logistic: Calibrated<Logistic>,
    /// Boosted trees.
    pub boosted: Calibrated<Boosted>,
}

/// What a trial leaves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Trial {
    /// The formulas.
    pub learned: Learned,
    /// What is to be said of them.
    pub card: ModelCard,
}

impl Learned {
    /// The calibrated risk (0–1) of an account with these values by column; `None` for a kind that is not learned, or that
    /// could not be calibrated.
    #[must_use]
    pub fn risk(&self, kind: Kind, values: &[f64]) -> Option<f64> {
        match kind {
            Kind::Logistic => Some(self.logistic.platt?.risk(self.logistic.formula.odds(values))),
            Kind::Boosted => Some(self.boosted.platt?.risk(self.boosted.formula.odds(values))),
            Kind::HandMade | Kind::OneMetric(_) => None,
        }
    }
}

/// Fits on the first slice, calibrates on the second, compares on the third. `hand` is the hand-made score by look (higher =
/// worse, NaN for none), if there is one.
///
/// # Errors
/// Those of [`Logistic::fit`] on the first slice. Where the others hold too little, the card says so at each figure.
pub fn trial(table: &Table, hand: Option<&[f64]>, plan: Plan) -> Answer<Trial> {
    let [train, calibrate, validate] = [plan.slices.train, plan.slices.calibrate, plan.slices.validate]
        .map(|period| Rows::of(&table.looks, plan.window, |look| period.holds(look.as_of)));
    let columns: Vec<Vec<f64>> = table.columns.iter().map(|column| train.pick(column)).collect();
    let examples = Examples { columns: &columns, events: &train.events };
    let (logistic, boosted) = (Logistic::fit(examples, plan.penalty)?, Boosted::fit(examples, plan.boosting)?);
    let row = |at: &usize| table.columns.iter().map(|column| column[*at]).collect::<Vec<_>>();
    let score = |rows: &Rows, kind: Kind| -> Vec<f64> {
        match kind {
            Kind::HandMade => hand.map_or_else(Vec::new, |scores| rows.pick(scores)),
            Kind::OneMetric(column) => one_metric(&train, &columns[column], &rows.pick(&table.columns[column])),
            Kind::Logistic => rows.at.iter().map(|at| logistic.odds(&row(at))).collect(),
            Kind::Boosted => rows.at.iter().map(|at| boosted.odds(&row(at))).collect(),
        }
    };
    let platt = |kind| {
        let odds = score(&calibrate, kind);
        match Platt::fit(&odds, &calibrate.events) {
            Err(Lack::Events { .. } | Lack::Others { .. }) => Platt::in_the_large(&odds, &calibrate.events).ok(),
            found => found.ok(),
        }
    };
    let kinds: Vec<Kind> =
        [hand.map(|_| Kind::HandMade), best_metric(&train, &columns), Some(Kind::Logistic), Some(Kind::Boosted)]
            .into_iter()
            .flatten()
            .collect();
    let scores: Vec<Vec<f64>> = kinds.iter().map(|kind| score(&validate, *kind)).collect();
    let check = |(kind, scores): (&Kind, &Vec<f64>)| {
        let platt = (*kind >= Kind::Logistic).then(|| platt(*kind)).flatten();
        let calibration = platt.map(|platt| {
            let sightings = validate.sightings(&table.looks, scores, platt);
            let settings = Settings { window: plan.window, segments: 0, warning: 0, probabilities: true };
            backtest(&sightings, settings).calibration
        });
        let known = validate.both(scores, scores);
        Checked { kind: *kind, auc: auc(known.scored()), platt, calibration }
    };
    let checked: Vec<Checked> = kinds.iter().zip(&scores).map(check).collect();
    let mut duels = Vec::new();
    for (at, simpler) in kinds.iter().enumerate() {
        for (other, scores_of_other) in kinds.iter().zip(&scores).skip(at + 1) {
            duels.push(duel(*simpler, *other, &validate.both(scores_of_other, &scores[at])));
        }
    }
    let beaten = |kind: Kind| duels.iter().any(|duel| duel.simpler == kind && duel.found == Found::OtherBetter);
    let pick = kinds.iter().copied().find(|kind| !beaten(*kind)).unwrap_or(Kind::Logistic);
    let mut weights = logistic.weights.iter();
    let column_card = |scale: &super::Scale| {
        let weight = if scale.deviation > 0.0 { weights.next() } else { None };
        if scale.missing > 0.0 {
            weights.next();
        }
        let weight = weight.copied().unwrap_or(0.0);
        ColumnCard { missing: scale.missing, mean: scale.mean, deviation: scale.deviation, weight }
    };
    let card = ModelCard {
        window: plan.window,
        slices: plan.slices,
        train: train.sample(plan.slices.train),
        calibrate: calibrate.sample(plan.slices.calibrate),
        validate: validate.sample(plan.slices.validate),
        columns: logistic.scales.iter().map(column_card).collect(),
        duels,
        pick,
        checked,
    };
    let of = |kind| card.checked.iter().find(|checked| checked.kind == kind).and_then(|checked| checked.platt);
    let learned = Learned {
        logistic: Calibrated { formula: logistic, platt: of(Kind::Logistic) },
        boosted: Calibrated { formula: boosted, platt: of(Kind::Boosted) },
    };
    Ok(Trial { learned, card })
}

fn duel(simpler: Kind, other: Kind, pairs: &Pairs) -> Duel {
    let difference = difference(pairs.scored(), &pairs.other).map(|(estimate, _)| estimate);
    let found = match difference {
        Ok(estimate) if estimate.interval.low > 0.0 => Found::OtherBetter,
        Ok(estimate) if estimate.interval.high <= MARGIN => Found::SimplerAsGood,
        _ => Found::Open,
    };
    Duel { simpler, other, difference, found }
}

/// The column that parts the training outcomes best by itself.
fn best_metric(train: &Rows, columns: &[Vec<f64>]) -> Option<Kind> {
    let apart = |column: &Vec<f64>| {
        let pairs = train.both(column, column);
        (area(pairs.scored()).unwrap_or(0.5) - 0.5).abs()
    };
    let apart: Vec<f64> = columns.iter().map(apart).collect();
    let best = (0..columns.len()).max_by(|one, two| apart[*one].total_cmp(&apart[*two]))?;
    Some(Kind::OneMetric(best))
}

/// A column turned so that high is bad, gaps at the training mean.
fn one_metric(train: &Rows, column: &[f64], values: &[f64]) -> Vec<f64> {
    let sign = if area(train.both(column, column).scored()).is_some_and(|area| area < 0.5) { -1.0 } else { 1.0 };
    let mean = super::Scale::of(column).mean;
    values.iter().map(|value| sign * if value.is_nan() { mean } else { *value }).collect()
}

/// Looks of a slice that count, by account.
struct Rows {
    at: Vec<usize>,
    events: Vec<bool>,
    accounts: Vec<u32>,
}

impl Rows {
    fn of(looks: &[Look], window: Window, within: impl Fn(&Look) -> bool) -> Self {
        let counts = |at: &usize| within(&looks[*at]) && matches!(looks[*at].fate(window), Fate::Event | Fate::Other);
        let mut at: Vec<usize> = (0..looks.len()).filter(counts).collect();
        at.sort_unstable_by_key(|at| (looks[*at].account, looks[*at].as_of));
        let mut numbers = Numbers::default();
        let accounts = at.iter().map(|at| numbers.of(looks[*at].account)).collect();
        Self { events: at.iter().map(|at| looks[*at].fate(window) == Fate::Event).collect(), accounts, at }
    }

    fn pick(&self, column: &[f64]) -> Vec<f64> {
        self.at.iter().map(|at| column[*at]).collect()
    }

    fn sample(&self, period: super::Period) -> Sample {
        let events = self.events.iter().filter(|event| **event).count();
        Sample {
            period,
            rows: self.at.len(),
            events,
            accounts: self.accounts.last().map_or(0, |last| *last as usize + 1),
        }
    }

    fn sightings(&self, looks: &[Look], scores: &[f64], platt: Platt) -> Vec<Sighting> {
        let sighting = |(at, score): (&usize, &f64)| Sighting {
            look: looks[*at],
            score: platt.risk(*score),
            segment: None,
            cmrr: 0,
            cohorts: [NO_COHORT; MOST_COHORTS],
        };
        self.at.iter().zip(scores).map(sighting).collect()
    }

    /// Rows where both scores are known.
    fn both(&self, first: &[f64], other: &[f64]) -> Pairs {
        let known: Vec<usize> = (0..self.at.len()).filter(|at| !first[*at].is_nan() && !other[*at].is_nan()).collect();
        Pairs {
            first: known.iter().map(|at| first[*at]).collect(),
            other: known.iter().map(|at| other[*at]).collect(),
            events: known.iter().map(|at| self.events[*at]).collect(),
            accounts: known.iter().map(|at| self.accounts[*at]).collect(),
        }
    }
}

struct Pairs {
    first: Vec<f64>,
    other: Vec<f64>,
    events: Vec<bool>,
    accounts: Vec<u32>,
}

impl Pairs {
    fn scored(&self) -> Scored<'_> {
        Scored { scores: &self.first, events: &self.events, accounts: &self.accounts }
    }
}
