//! Shares with Wilson intervals, also where the same account comes again and again.

use super::estimate::{Answer, Estimate, Interval, Lack, Z};

/// Hits among tries by account.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally {
    /// Hits; may be a fraction where a tie is shared out.
    pub hits: f64,
    /// Tries.
    pub tries: f64,
}

/// The Wilson score interval (E. Wilson 1927, JASA 22:209–212) of `hits` among `tries` independent tries, as
/// `statsmodels.stats.proportion.proportion_confint(method="wilson")`.
///
/// # Errors
/// [`Lack::Rows`] where there is no try.
pub fn wilson(hits: f64, tries: f64) -> Answer<Estimate> {
    if tries <= 0.0 {
        return Err(Lack::Rows { have: 0, need: 1 });
    }
    Ok(around(hits / tries, tries))
}

fn around(share: f64, tries: f64) -> Estimate {
    let squared = Z * Z / tries;
    let middle = (share + squared / 2.0) / (1.0 + squared);
    let half = Z / (1.0 + squared) * (share * (1.0 - share) / tries + squared / tries / 4.0).sqrt();
    let low = if share <= 0.0 { 0.0 } else { (middle - half).max(0.0) };
    let high = if share >= 1.0 { 1.0 } else { (middle + half).min(1.0) };
    Estimate { value: share, interval: Interval { low, high } }
}

/// A share of tries that come in clusters (an account's months), with Wilson's interval at the *effective* number of
/// tries: tries ÷ design effect, where the design effect is the variance of the ratio estimator over clusters
/// (L. Kish 1965, Survey Sampling, §5.4 and §8.2) over the binomial one, at least 1 (K. Saha, D. Miller & S. Wang
/// 2016, Statistics in Medicine 35:4105–4123 compare such intervals). Where all or no tries hit, nothing tells the
/// design effect, and each cluster counts as one try. With one try each this is [`wilson`].
///
/// # Errors
/// [`Lack::Rows`] where there is no try.
pub fn clustered(tallies: impl Iterator<Item = Tally> + Clone) -> Answer<Estimate> {
    let (mut hits, mut tries, mut clusters, mut single) = (0.0, 0.0, 0.0, true);
    for tally in tallies.clone().filter(|tally| tally.tries > 0.0) {
        hits += tally.hits;
        tries += tally.tries;
        clusters += 1.0;
        single &= tally.tries <= 1.0;
    }
    if single || tries <= 0.0 {
        return wilson(hits, tries);
    }
    let share: f64 = hits / tries;
    let binomial = share * (1.0 - share) / tries;
    if binomial <= 0.0 || clusters < 2.0 {
        return Ok(around(share, clusters));
    }
    let off = tallies.map(|tally| (tally.hits - share * tally.tries).powi(2)).sum::<f64>();
    let variance = clusters / (clusters - 1.0) * off / (tries * tries);
    Ok(around(share, (tries / (variance / binomial).max(1.0)).max(1.0)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lab::testing::{Dice, close};

    #[test]
    fn wilson_is_as_in_statsmodels() {
        // statsmodels 0.15.0: proportion_confint(k, n, method="wilson")
        for (hits, tries, low, high) in WILSON {
            let found = wilson(hits, tries).expect("tries").interval;
            close(found.low, low, 1e-12);
            close(found.high, high, 1e-12);
        }
        assert_eq!(wilson(0.0, 0.0), Err(Lack::Rows { have: 0, need: 1 }));
    }

    const WILSON: [(f64, f64, f64, f64); 4] = [
        (8.0, 10.0, 0.49016247153664183, 0.9433178485456247),
        (1.0, 263.0, 0.0006715116455033327, 0.021219609945985693),
        (0.0, 20.0, 0.0, 0.1611251580528194),
        (20.0, 20.0, 0.8388748419471804, 1.0),
    ];

    #[test]
    fn the_interval_covers_where_accounts_repeat_and_a_plain_one_does_not() {
        let (mut plain, mut robust) = (0, 0);
        let mut dice = Dice::new(3);
        for _ in 0..400 {
            // Sixty accounts of ten months; each is either at 5 % or at 45 %: 25 % in the mean.
            let mut tallies = Vec::new();
            for _ in 0..60 {
                let risk = if dice.share() < 0.5 { 0.05 } else { 0.45 };
                let hits = (0..10).filter(|_| dice.share() < risk).count() as f64;
                tallies.push(Tally { hits, tries: 10.0 });
            }
            let hits = tallies.iter().map(|tally| tally.hits).sum();
            plain += u32::from(wilson(hits, 600.0).expect("tries").interval.holds(0.25));
            robust += u32::from(clustered(tallies.into_iter()).expect("tries").interval.holds(0.25));
        }
        assert!((368..=392).contains(&robust), "{robust} of 400 cover");
        assert!(plain < 350, "{plain} of 400 cover");
    }
}
