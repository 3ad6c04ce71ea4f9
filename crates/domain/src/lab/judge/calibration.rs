//! Whether so many leave as were said to.

use super::Settings;
use super::cases::{Case, Cases, rate};
use crate::lab::bins::{BINS, bins};
use crate::lab::estimate::{Answer, Estimate, Lack};
use serde::{Deserialize, Serialize};

/// What a row of the table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Group {
    /// A tenth by score, 0 with the lowest; equal scores are together.
    Tenth(u8),
    /// A segment by position.
    Segment(u8),
}

/// Predicted and observed in a group.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct CalibrationRow {
    /// Which looks.
    pub group: Group,
    /// How many.
    pub looks: usize,
    /// Mean score; where scores are probabilities, the predicted rate. `None` where none has a score.
    pub score: Option<f64>,
    /// Share with the outcome.
    pub observed: Answer<Estimate>,
}

/// How far probabilities are from what happened, 0 (best) to 1: mean squared difference (G. Brier 1950).
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Brier {
    /// Of the scores.
    pub value: f64,
    /// Of saying the overall rate every time. A score above it is worse than no model.
    pub of_rate: f64,
}

/// The calibration table.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Calibration {
    /// By tenth of score, then by segment; groups that nobody is in are left out.
    pub rows: Vec<CalibrationRow>,
    /// [`Lack::NotProbabilities`] where scores are none.
    pub brier: Answer<Brier>,
}

pub fn calibration(cases: &Cases<'_>, settings: Settings) -> Calibration {
    let scores: Vec<f64> = cases.all().map(|case| case.sighting.score).collect();
    let tenths = bins(&scores);
    let in_tenth = |tenth: u8| {
        let inside = cases.all().zip(&tenths).filter(move |(_, own)| **own == Some(tenth));
        row(Group::Tenth(tenth), inside.map(|(case, _)| case))
    };
    let in_segment = |segment: u8| {
        row(Group::Segment(segment), cases.all().filter(move |case| case.sighting.segment == Some(segment)))
    };
    let rows = (0..BINS as u8).filter_map(in_tenth).chain((0..settings.segments).filter_map(in_segment)).collect();
    let brier = if settings.probabilities { brier(cases.all()) } else { Err(Lack::NotProbabilities) };
    Calibration { rows, brier }
}

fn row<'a>(group: Group, cases: impl Iterator<Item = Case<'a>> + Clone) -> Option<CalibrationRow> {
    let looks = cases.clone().count();
    let scores: Vec<f64> = cases.clone().map(|case| case.sighting.score).filter(|score| !score.is_nan()).collect();
    let score = (!scores.is_empty()).then(|| scores.iter().sum::<f64>() / scores.len() as f64);
    (looks > 0).then(|| CalibrationRow { group, looks, score, observed: rate(cases) })
}

fn brier<'a>(cases: impl Iterator<Item = Case<'a>>) -> Answer<Brier> {
    let (mut rows, mut events, mut sum) = (0.0, 0.0, 0.0);
    for case in cases.filter(|case| !case.sighting.score.is_nan()) {
        let (said, event) = (case.sighting.score, f64::from(u8::from(case.event)));
        if !(0.0..=1.0).contains(&said) {
            return Err(Lack::NotProbabilities);
        }
        rows += 1.0;
        events += event;
        sum += (said - event).powi(2);
    }
    if rows == 0.0 {
        return Err(Lack::Rows { have: 0, need: 1 });
    }
    let rate = events / rows;
    Ok(Brier { value: sum / rows, of_rate: rate * (1.0 - rate) })
}
