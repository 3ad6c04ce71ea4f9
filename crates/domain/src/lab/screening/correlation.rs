//! Metrics that say the same.

use super::Table;
use crate::lab::bins::midranks;
use crate::lab::estimate::{Answer, FEWEST, Lack};
use serde::{Deserialize, Serialize};

/// Rank correlations of all pairs of metrics.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correlations {
    /// Accounts on the last as-of day.
    pub accounts: usize,
    /// By metric and metric, −1 to 1. `None` where fewer than 10 accounts have data for both, or one is constant.
    pub matrix: Vec<Vec<Option<f64>>>,
    /// Metrics in an order that puts those that go together side by side, for a heat map.
    pub order: Vec<usize>,
}

/// C. Spearman's ρ (1904) with midranks over accounts that have data for both, on the last as-of day only, so that each
/// account counts once; and the order of leaves of a hierarchical clustering with average linkage (R. Sokal &
/// C. Michener 1958) of the distance 1 − |ρ|, where no ρ counts as far apart.
///
/// # Errors
/// [`Lack::Rows`] below [`FEWEST`] accounts on that day.
pub fn correlations(table: &Table) -> Answer<Correlations> {
    let last = table.looks.iter().map(|look| look.as_of).max();
    let rows: Vec<usize> = (0..table.looks.len()).filter(|at| Some(table.looks[*at].as_of) == last).collect();
    if rows.len() < FEWEST {
        return Err(Lack::Rows { have: rows.len(), need: FEWEST });
    }
    let pick = |column: &Vec<f64>| rows.iter().map(|at| column[*at]).collect::<Vec<_>>();
    let columns: Vec<Vec<f64>> = table.columns.iter().map(pick).collect();
    let ranks: Vec<Vec<f64>> = columns.iter().map(|column| midranks(column)).collect();
    let gaps: Vec<bool> = columns.iter().map(|column| column.iter().any(|value| value.is_nan())).collect();
    let orders: Vec<Vec<u32>> = columns.iter().map(|column| order_of(column)).collect();
    let size = columns.len();
    let mut matrix = vec![vec![None; size]; size];
    for one in 0..size {
        for two in 0..=one {
            let found = if gaps[one] || gaps[two] {
                let (first, second) = (&columns[one], &columns[two]);
                pearson(&ranks_beside(first, &orders[one], second), &ranks_beside(second, &orders[two], first))
            } else {
                pearson(&ranks[one], &ranks[two])
            };
            matrix[one][two] = found;
            matrix[two][one] = found;
        }
    }
    let order = order(&matrix);
    Ok(Correlations { accounts: rows.len(), matrix, order })
}

/// Places of values from the lowest to the highest, those without data left out.
fn order_of(column: &[f64]) -> Vec<u32> {
    let mut order: Vec<u32> = (0..column.len() as u32).filter(|at| !column[*at as usize].is_nan()).collect();
    order.sort_unstable_by(|one, two| column[*one as usize].total_cmp(&column[*two as usize]));
    order
}

/// Midranks of a column among the rows where `other` has data as well; NaN elsewhere. One pass: the column is in order.
fn ranks_beside(column: &[f64], order: &[u32], other: &[f64]) -> Vec<f64> {
    let both: Vec<u32> = order.iter().copied().filter(|at| !other[*at as usize].is_nan()).collect();
    let mut ranks = vec![f64::NAN; column.len()];
    let mut below = 0;
    for tie in both.chunk_by(|one, two| column[*one as usize] == column[*two as usize]) {
        let rank = below as f64 + (tie.len() as f64 + 1.0) / 2.0;
        tie.iter().for_each(|at| ranks[*at as usize] = rank);
        below += tie.len();
    }
    ranks
}

/// Product-moment correlation of rows where both are known.
fn pearson(one: &[f64], two: &[f64]) -> Option<f64> {
    let known = || one.iter().zip(two).filter(|(a, b)| !a.is_nan() && !b.is_nan());
    let count = known().count();
    if count < FEWEST {
        return None;
    }
    let (sum_one, sum_two) = known().fold((0.0, 0.0), |(one, two), (a, b)| (one + a, two + b));
    let (middle_one, middle_two) = (sum_one / count as f64, sum_two / count as f64);
    let (mut both, mut own, mut other) = (0.0, 0.0, 0.0);
    for (a, b) in known() {
        both += (a - middle_one) * (b - middle_two);
        own += (a - middle_one).powi(2);
        other += (b - middle_two).powi(2);
    }
    (own > 0.0 && other > 0.0).then(|| (both / (own * other).sqrt()).clamp(-1.0, 1.0))
}

/// Leaves from left to right: the two nearest groups are joined again and again, the one with the smaller first leaf on
/// the left.
fn order(matrix: &[Vec<Option<f64>>]) -> Vec<usize> {
    let far = |one: usize, two: usize| 1.0 - matrix[one][two].map_or(0.0, f64::abs);
    let mut groups: Vec<Vec<usize>> = (0..matrix.len()).map(|at| vec![at]).collect();
    let mut between: Vec<Vec<f64>> =
        (0..matrix.len()).map(|one| (0..matrix.len()).map(|two| far(one, two)).collect()).collect();
    while groups.len() > 1 {
        let count = groups.len();
        let pairs = (0..count).flat_map(|one| (one + 1..count).map(move |two| (one, two)));
        let nearest = pairs.min_by(|a, b| between[a.0][a.1].total_cmp(&between[b.0][b.1]));
        let Some((one, two)) = nearest else { break };
        let (size_one, size_two) = (groups[one].len() as f64, groups[two].len() as f64);
        let mean = |(a, b): (&f64, &f64)| (a * size_one + b * size_two) / (size_one + size_two);
        let means: Vec<f64> = between[one].iter().zip(&between[two]).map(mean).collect();
        between.iter_mut().zip(&means).for_each(|(row, mean)| row[one] = *mean);
        between[one] = means;
        let joined = groups.remove(two);
        groups[one].extend(joined);
        between.remove(two);
        between.iter_mut().for_each(|row| {
            row.remove(two);
        });
    }
    groups.pop().unwrap_or_default()
}
