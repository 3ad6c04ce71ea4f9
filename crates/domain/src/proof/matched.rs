//! A play without a hold-out: its accounts against the most similar ones that were not in it.
//!
//! This is weaker than a hold-out and never becomes as good by more data: whoever chose the accounts may have seen what no
//! covariate holds. So it has a type of its own, and an interval that says how exact the comparison is, not how true.
//!
//! Each account of the play is compared with its nearest neighbour by covariates from before entry, with replacement and
//! within calipers (Rosenbaum & Rubin 1985). Give the outcome's own number from before entry as a covariate, and as outcome
//! its change since: then it is before and after against before and after.

use super::units::{FEWEST, Interval};
use super::uplift::z;

/// An account to compare.
#[derive(Clone, Debug, PartialEq)]
pub struct Peer {
    /// Numbers from before entry, the same for all; NaN for none.
    pub covariates: Vec<f64>,
    /// The outcome, over the same horizon for all.
    pub outcome: f64,
}

/// How far apart two accounts may be in any covariate, in standard deviations: a quarter, after Rosenbaum & Rubin.
pub const CALIPER: f64 = 0.25;

/// Above this standardised difference groups are not alike (Austin 2009).
pub const UNBALANCED: f64 = 0.1;

/// How much the groups differ in a covariate: difference of means in pooled standard deviations (Austin 2009); 0 where it
/// does not vary.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Balance {
    /// All accounts of the play against all others.
    pub before: f64,
    /// Matched accounts against those that they were matched with.
    pub after: f64,
}

/// What came of the comparison.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// Accounts of the play that have a match.
    pub accounts: u32,
    /// Accounts of the play that nobody is similar to, or that lack a covariate. The effect does not speak of them.
    pub left_out: u32,
    /// Different accounts that they were matched with.
    pub peers: u32,
    /// Mean outcome of matched accounts less that of their matches: the effect on those in the play, if the covariates hold
    /// all by which they were chosen.
    pub effect: f64,
    /// Its interval for one look.
    pub interval: Interval,
    /// Per covariate.
    pub balance: Vec<Balance>,
}

impl Matched {
    /// Whether matching made the groups alike in all covariates.
    #[must_use]
    pub fn is_balanced(&self) -> bool {
        self.balance.iter().all(|covariate| covariate.after.abs() <= UNBALANCED)
    }
}

/// Too few accounts have a match, of [`FEWEST`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooFewMatches {
    /// Accounts of the play that have one.
    pub matched: u32,
    /// Accounts that they were matched with.
    pub peers: u32,
}

/// Compares accounts `of_play` with `others`, which were not in it, at the error `alpha`.
///
/// The standard error is that of Abadie & Imbens (2006, Theorem 7, one match, effect on the treated), which counts how often
/// each match was used; a bootstrap is not valid here (Abadie & Imbens 2008).
pub fn compare(of_play: &[Peer], others: &[Peer], alpha: f64) -> Result<Matched, TooFewMatches> {
    let usable = |peer: &&Peer| peer.outcome.is_finite() && peer.covariates.iter().all(|value| value.is_finite());
    let (ours, pool): (Vec<&Peer>, Vec<&Peer>) =
        (of_play.iter().filter(usable).collect(), others.iter().filter(usable).collect());
    let scales = scales(&ours, &pool);
    let points = |peers: &[&Peer]| peers.iter().map(|peer| scaled(peer, &scales)).collect::<Vec<_>>();
    let (our_points, pool_points) = (points(&ours), points(&pool));
    let mut pairs: Vec<(usize, usize)> = Vec::new();
    for (at, point) in our_points.iter().enumerate() {
        pairs.extend(nearest(point, &pool_points, CALIPER, None).map(|near| (at, near)));
    }
    let mut used = vec![0u32; pool.len()];
    pairs.iter().for_each(|(_, near)| used[*near] += 1);
    let peers = used.iter().filter(|times| **times > 0).count() as u32;
    let matched = pairs.len() as u32;
    if matched < FEWEST || peers < FEWEST {
        return Err(TooFewMatches { matched, peers });
    }
    let n = f64::from(matched);
    let gaps = || pairs.iter().map(|(at, near)| ours[*at].outcome - pool[*near].outcome);
    let effect = gaps().sum::<f64>() / n;
    let own: f64 = gaps().map(|gap| (gap - effect).powi(2)).sum();
    let again = |(near, times): (usize, &u32)| {
        let times = f64::from(*times);
        // σ² at this point: half the squared difference to the nearest account that was not in the play either.
        let next = nearest(&pool_points[near], &pool_points, f64::INFINITY, Some(near));
        let gap = next.map_or(0.0, |next| pool[near].outcome - pool[next].outcome);
        times * (times - 1.0) * gap * gap / 2.0
    };
    let shared: f64 = used.iter().enumerate().filter(|(_, times)| **times > 1).map(again).sum();
    let error = (own + shared).sqrt() / n;
    let ours_matched: Vec<&Peer> = pairs.iter().map(|(at, _)| ours[*at]).collect();
    let theirs: Vec<&Peer> = pairs.iter().map(|(_, near)| pool[*near]).collect();
    let balance = |at: usize| {
        let scale = pooled(&ours, &pool, at);
        let gap = |a: &[&Peer], b: &[&Peer]| if scale > 0.0 { (mean(a, at) - mean(b, at)) / scale } else { 0.0 };
        Balance { before: gap(&ours, &pool), after: gap(&ours_matched, &theirs) }
    };
    Ok(Matched {
        accounts: matched,
        left_out: of_play.len() as u32 - matched,
        peers,
        effect,
        interval: Interval::around(effect, z(alpha) * error),
        balance: (0..scales.len()).map(balance).collect(),
    })
}

/// What to multiply each covariate with, so that its standard deviation is 1; 0 where it does not vary.
fn scales(ours: &[&Peer], pool: &[&Peer]) -> Vec<f64> {
    let covariates = ours.first().or(pool.first()).map_or(0, |peer| peer.covariates.len());
    let scale = |at: usize| 1.0 / pooled(ours, pool, at);
    (0..covariates).map(scale).map(|scale| if scale.is_finite() { scale } else { 0.0 }).collect()
}

fn scaled(peer: &Peer, scales: &[f64]) -> Vec<f64> {
    peer.covariates.iter().zip(scales).map(|(value, scale)| value * scale).collect()
}

/// The nearest point but `not`, no covariate further away than `caliper`; the first of equals.
fn nearest(point: &[f64], pool: &[Vec<f64>], caliper: f64, not: Option<usize>) -> Option<usize> {
    let distance = |other: &[f64]| {
        let mut sum = 0.0;
        for (a, b) in point.iter().zip(other) {
            let gap = (a - b).abs();
            if gap > caliper {
                return None;
            }
            sum += gap * gap;
        }
        Some(sum)
    };
    let all = pool.iter().enumerate().filter(|(at, _)| Some(*at) != not);
    all.filter_map(|(at, other)| Some((at, distance(other)?))).min_by(|a, b| a.1.total_cmp(&b.1)).map(|(at, _)| at)
}

fn mean(peers: &[&Peer], at: usize) -> f64 {
    peers.iter().map(|peer| peer.covariates[at]).sum::<f64>() / peers.len() as f64
}

/// The root of the mean of both groups' variances.
fn pooled(ours: &[&Peer], pool: &[&Peer], at: usize) -> f64 {
    let variance = |peers: &[&Peer]| {
        let mean = mean(peers, at);
        peers.iter().map(|peer| (peer.covariates[at] - mean).powi(2)).sum::<f64>() / (peers.len() as f64 - 1.0)
    };
    f64::midpoint(variance(ours), variance(pool)).sqrt()
}
