//! Whether groups leave at different speeds.

use super::{Lifetime, sorted};
use crate::lab::estimate::{Answer, Lack};
use crate::lab::linear::{factor, solve};
use serde::{Deserialize, Serialize};
use statrs::distribution::{ChiSquared, ContinuousCDF};

/// Fewest ends over all groups for the test's χ² approximation.
const FEWEST_ENDED: usize = 10;

/// A log-rank test.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LogRank {
    /// The statistic: 0 where groups leave exactly as fast as each other.
    pub chi2: f64,
    /// Groups less one.
    pub degrees: usize,
    /// Chance of such a difference or a larger one if groups were alike.
    pub p: f64,
    /// By group: accounts that left, and that would have left if groups were alike.
    pub groups: Vec<(usize, f64)>,
}

/// The log-rank test of two or more groups (N. Mantel 1966; R. Peto & J. Peto 1972; k groups as in J. Klein & M.
/// Moeschberger 2003, §7.3), as lifelines' `multivariate_logrank_test`. Empty groups are passed over.
///
/// # Errors
/// [`Lack::Rows`] below two groups with accounts; [`Lack::Events`] below 10 ends in all; [`Lack::NoSpread`] where a group
/// is never at risk beside another.
pub fn log_rank(groups: &[Vec<Lifetime>]) -> Answer<LogRank> {
    let present: Vec<Vec<Lifetime>> =
        groups.iter().filter(|group| !group.is_empty()).map(|group| sorted(group)).collect();
    let size = present.len();
    if size < 2 {
        return Err(Lack::Rows { have: size, need: 2 });
    }
    let mut times: Vec<f64> = present.iter().flatten().filter(|one| one.ended).map(|one| one.time).collect();
    if times.len() < FEWEST_ENDED {
        return Err(Lack::Events { have: times.len(), need: FEWEST_ENDED });
    }
    times.sort_unstable_by(f64::total_cmp);
    times.dedup();
    let (mut expected, mut observed) = (vec![0.0; size], vec![0usize; size]);
    let mut variance = vec![vec![0.0; size]; size];
    let mut places = vec![0; size];
    for time in times {
        let (mut risk, mut ended) = (vec![0.0; size], vec![0usize; size]);
        for (at, group) in present.iter().enumerate() {
            places[at] += group[places[at]..].partition_point(|one| one.time < time);
            let rest = &group[places[at]..];
            risk[at] = rest.len() as f64;
            ended[at] = rest.iter().take_while(|one| one.time == time).filter(|one| one.ended).count();
        }
        let (n, d) = (risk.iter().sum::<f64>(), ended.iter().sum::<usize>() as f64);
        let spread = if n > 1.0 { d * (n - d) / (n - 1.0) } else { 0.0 };
        for one in 0..size {
            expected[one] += d * risk[one] / n;
            observed[one] += ended[one];
            for two in 0..size {
                let own = if one == two { risk[one] / n } else { 0.0 };
                variance[one][two] += spread * (own - risk[one] * risk[two] / (n * n));
            }
        }
    }
    // The last group follows from the others.
    let apart: Vec<f64> = (0..size - 1).map(|at| observed[at] as f64 - expected[at]).collect();
    let inner: Vec<Vec<f64>> = variance[..size - 1].iter().map(|row| row[..size - 1].to_vec()).collect();
    let lower = factor(&inner).ok_or(Lack::NoSpread)?;
    let chi2: f64 = solve(&lower, &apart).iter().zip(&apart).map(|(one, two)| one * two).sum();
    let degrees = size - 1;
    let p = ChiSquared::new(degrees as f64).map_or(f64::NAN, |law| law.sf(chi2));
    Ok(LogRank { chi2, degrees, p, groups: observed.into_iter().zip(expected).collect() })
}
