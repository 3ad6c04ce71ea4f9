//! Gradient boosting of small trees on histograms.

use super::Examples;
use crate::lab::estimate::{Answer, logistic, logit, sorted_quantile};
use serde::{Deserialize, Serialize};

/// Most bins of a column; the last number stands for no data.
const BINS: usize = 64;

/// How to boost.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boosting {
    /// Trees.
    pub trees: usize,
    /// Splits on the longest way to a leaf.
    pub depth: usize,
    /// Share of each tree's step that is taken, 0–1.
    pub rate: f64,
    /// Penalty on leaves, λ of the paper.
    pub penalty: f64,
    /// Least Σ p(1−p) in a leaf.
    pub leaf: f64,
}

impl Default for Boosting {
    fn default() -> Self {
        Self { trees: 120, depth: 3, rate: 0.08, penalty: 1.0, leaf: 5.0 }
    }
}

/// A node of a tree.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
enum Node {
    /// Values below `at` go to the node `left`, others to the one after it.
    Split { column: usize, at: f64, gaps_left: bool, left: usize },
    /// Log-odds.
    Leaf(f64),
}

/// A boosted sum of trees.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Boosted {
    /// Log-odds of the rate in training.
    base: f64,
    trees: Vec<Vec<Node>>,
}

impl Boosted {
    /// Fits trees one after the other to the loss's first and second derivatives (J. Friedman 2001, Annals of Statistics
    /// 29:1189–1232; gain and leaves by T. Chen & C. Guestrin 2016, KDD, eq. 5–7), on at most 63 quantile bins for each
    /// column; rows without data go to the side where they fit better. The same rows give the same trees.
    ///
    /// # Errors
    /// [`super::Lack::Events`], [`super::Lack::Others`] below [`super::FEWEST_EVENTS`].
    pub fn fit(examples: Examples<'_>, boosting: Boosting) -> Answer<Self> {
        examples.enough()?;
        let columns: Vec<Binned> = examples.columns.iter().map(|column| Binned::of(column)).collect();
        let rows = examples.events.len();
        let base = logit(examples.events.iter().filter(|event| **event).count() as f64 / rows as f64);
        let mut odds = vec![base; rows];
        let mut trees = Vec::with_capacity(boosting.trees);
        for _ in 0..boosting.trees {
            let slope = |(odds, event): (&f64, &bool)| {
                let risk = logistic(*odds);
                (risk - f64::from(u8::from(*event)), risk * (1.0 - risk))
            };
            let slopes: Vec<(f64, f64)> = odds.iter().zip(examples.events).map(slope).collect();
            let mut growth =
                Growth { columns: &columns, slopes: &slopes, odds: &mut odds, boosting, nodes: Vec::new() };
            growth.nodes.push(Node::Leaf(0.0));
            growth.grow(0, (0..rows as u32).collect(), boosting.depth);
            trees.push(growth.nodes);
        }
        Ok(Self { base, trees })
    }

    /// The log-odds of the outcome.
    #[must_use]
    pub fn odds(&self, values: &[f64]) -> f64 {
        self.base + self.trees.iter().map(|tree| leaf(tree, values)).sum::<f64>()
    }
}

fn leaf(tree: &[Node], values: &[f64]) -> f64 {
    let mut node = 0;
    loop {
        match tree[node] {
            Node::Leaf(odds) => return odds,
            Node::Split { column, at, gaps_left, left } => {
                let value = values[column];
                let goes_left = if value.is_nan() { gaps_left } else { value < at };
                node = left + usize::from(!goes_left);
            }
        }
    }
}

/// A column as numbers of bins.
struct Binned {
    /// Bin by row; [`BINS`] − 1 for no data.
    bins: Vec<u8>,
    /// The least value of each bin but the first.
    cuts: Vec<f64>,
}

impl Binned {
    fn of(column: &[f64]) -> Self {
        let mut sorted: Vec<f64> = column.iter().copied().filter(|value| !value.is_nan()).collect();
        sorted.sort_unstable_by(f64::total_cmp);
        let cut = |at: usize| sorted_quantile(&sorted, at as f64 / (BINS - 1) as f64);
        let mut cuts: Vec<f64> = (1..BINS - 1).filter_map(cut).collect();
        cuts.dedup();
        cuts.retain(|cut| sorted.first().is_some_and(|least| cut > least));
        let bin = |value: &f64| match value.is_nan() {
            true => BINS as u8 - 1,
            false => cuts.partition_point(|cut| cut <= value) as u8,
        };
        Self { bins: column.iter().map(bin).collect(), cuts }
    }
}

/// A tree that grows.
struct Growth<'a> {
    columns: &'a [Binned],
    slopes: &'a [(f64, f64)],
    odds: &'a mut [f64],
    boosting: Boosting,
    nodes: Vec<Node>,
}

/// First and second derivatives, summed.
#[derive(Clone, Copy, Default)]
struct Sum(f64, f64);

impl Sum {
    fn add(&mut self, (slope, curve): (f64, f64)) {
        self.0 += slope;
        self.1 += curve;
    }

    fn less(self, other: Self) -> Self {
        Self(self.0 - other.0, self.1 - other.1)
    }

    fn score(self, penalty: f64) -> f64 {
        self.0 * self.0 / (self.1 + penalty)
    }
}

struct Split {
    gain: f64,
    column: usize,
    /// Bins below go left.
    bin: usize,
    gaps_left: bool,
}

impl Growth<'_> {
    fn grow(&mut self, node: usize, rows: Vec<u32>, depth: usize) {
        let mut all = Sum::default();
        rows.iter().for_each(|row| all.add(self.slopes[*row as usize]));
        let split = if depth == 0 { None } else { self.best(&rows, all) };
        let Some(Split { column, bin, gaps_left, .. }) = split else {
            let odds = -self.boosting.rate * all.0 / (all.1 + self.boosting.penalty);
            self.nodes[node] = Node::Leaf(odds);
            rows.iter().for_each(|row| self.odds[*row as usize] += odds);
            return;
        };
        let binned = &self.columns[column];
        let goes_left = |row: &u32| match usize::from(binned.bins[*row as usize]) {
            own if own == BINS - 1 => gaps_left,
            own => own < bin,
        };
        let (lower, upper): (Vec<u32>, Vec<u32>) = rows.into_iter().partition(goes_left);
        let left = self.nodes.len();
        self.nodes[node] = Node::Split { column, at: binned.cuts[bin - 1], gaps_left, left };
        self.nodes.extend([Node::Leaf(0.0); 2]);
        self.grow(left, lower, depth - 1);
        self.grow(left + 1, upper, depth - 1);
    }

    fn best(&self, rows: &[u32], all: Sum) -> Option<Split> {
        let Boosting { penalty, leaf, .. } = self.boosting;
        let mut found: Option<Split> = None;
        for (column, binned) in self.columns.iter().enumerate() {
            let mut sums = [Sum::default(); BINS];
            for row in rows {
                sums[usize::from(binned.bins[*row as usize])].add(self.slopes[*row as usize]);
            }
            let gaps = sums[BINS - 1];
            let mut below = Sum::default();
            for bin in 1..=binned.cuts.len() {
                below.add((sums[bin - 1].0, sums[bin - 1].1));
                for gaps_left in [true, false] {
                    let mut left = below;
                    if gaps_left {
                        left.add((gaps.0, gaps.1));
                    }
                    let right = all.less(left);
                    let gain = left.score(penalty) + right.score(penalty) - all.score(penalty);
                    let fits = left.1 >= leaf && right.1 >= leaf && gain > 1e-9;
                    if fits && found.as_ref().is_none_or(|best| gain > best.gain) {
                        found = Some(Split { gain, column, bin, gaps_left });
                    }
                }
            }
        }
        found
    }
}
