//! How many accounts stand where, now and before.

use crate::health::{Model, ModelKind};

/// Where an account stands on a day.
#[derive(Clone, Debug, PartialEq)]
pub struct Spot {
    /// Position of its segment; `None` with too little data.
    pub segment: Option<u8>,
    /// Rank matrix: position of the rank on each axis; `None` without data.
    pub ranks: Vec<Option<u8>>,
}

/// A number of accounts, now and before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Count {
    /// Now.
    pub now: u32,
    /// Before; `None` if nothing was computed for that day.
    pub before: Option<u32>,
}

impl Count {
    /// The change, if it can be said.
    #[must_use]
    pub fn change(self) -> Option<i64> {
        self.before.map(|before| i64::from(self.now) - i64::from(before))
    }

    /// This share of `all` now; `None` if there are none.
    #[must_use]
    pub fn share(self, all: Count) -> Option<f64> {
        (all.now > 0).then(|| f64::from(self.now) / f64::from(all.now))
    }

    /// The share before.
    #[must_use]
    pub fn share_before(self, all: Count) -> Option<f64> {
        let all = all.before.filter(|n| *n > 0)?;
        self.before.map(|n| f64::from(n) / f64::from(all))
    }
}

/// Where accounts stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Distribution {
    /// All accounts.
    pub all: Count,
    /// By segment, in the model's order.
    pub segments: Vec<Count>,
    /// Accounts with too little data for a segment.
    pub none: Count,
    /// Rank matrix: accounts with a segment by rank of the first axis (rows) and of the second (columns); else empty.
    pub grid: Vec<Vec<Count>>,
}

/// Counts the accounts of one day and, where known, of a day before.
#[must_use]
pub fn distribution(model: &Model, now: &[Spot], before: Option<&[Spot]>) -> Distribution {
    let known = before.map(|_| 0);
    let zero = Count { now: 0, before: known };
    let matrix = model.kind == ModelKind::RankMatrix && model.axes.len() == 2;
    let grid = if matrix { vec![vec![zero; model.axes[1].ranks.len()]; model.axes[0].ranks.len()] } else { Vec::new() };
    let mut out = Distribution { all: zero, segments: vec![zero; model.segments.len()], none: zero, grid };
    count(&mut out, now, |count| count.now += 1);
    count(&mut out, before.unwrap_or_default(), |count| count.before = count.before.map(|n| n + 1));
    out
}

fn count(out: &mut Distribution, spots: &[Spot], add: impl Fn(&mut Count)) {
    for spot in spots {
        add(&mut out.all);
        let segment = spot.segment.and_then(|at| out.segments.get_mut(usize::from(at)));
        let Some(segment) = segment else {
            add(&mut out.none);
            continue;
        };
        add(segment);
        if let [Some(row), Some(column)] = spot.ranks.as_slice()
            && let Some(cell) = out.grid.get_mut(usize::from(*row)).and_then(|r| r.get_mut(usize::from(*column)))
        {
            add(cell);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricSet;
    use crate::templates;
    use proptest::prelude::*;

    fn model() -> Model {
        let metrics = MetricSet::parse(templates::METRICS).expect("metrics");
        Model::parse(templates::MODELS[0].1, &metrics).expect("the rank matrix")
    }

    fn spot() -> impl Strategy<Value = Spot> {
        (prop::option::of(0u8..4), prop::collection::vec(prop::option::of(0u8..4), 2))
            .prop_map(|(segment, ranks)| Spot { segment, ranks })
    }

    proptest! {
        #[test]
        fn parts_add_up_to_the_whole(now in prop::collection::vec(spot(), 0..60), before in prop::collection::vec(spot(), 0..60)) {
            let found = distribution(&model(), &now, Some(&before));
            let sum = |of: &dyn Fn(&Count) -> u32| found.segments.iter().chain([&found.none]).map(of).sum::<u32>();
            prop_assert_eq!(sum(&|c| c.now) as usize, now.len());
            prop_assert_eq!(sum(&|c| c.before.unwrap_or(0)) as usize, before.len());
            let ranked = now.iter().filter(|s| s.segment.is_some() && s.ranks.iter().all(Option::is_some)).count();
            prop_assert_eq!(found.grid.iter().flatten().map(|c| c.now).sum::<u32>() as usize, ranked);
        }
    }

    #[test]
    fn without_a_day_before_no_change_is_said() {
        let found = distribution(&model(), &[Spot { segment: Some(0), ranks: vec![Some(0), Some(1)] }], None);
        assert_eq!((found.segments[0].now, found.segments[0].change()), (1, None));
        assert_eq!((found.grid[0][1].now, found.grid[0][1].change()), (1, None));
        assert_eq!(found.all.share(found.all), Some(1.0));
    }
}
