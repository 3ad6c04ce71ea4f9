//! From where to where accounts went within some days, and which axis moved.

use crate::health::{Model, ModelKind};
use banso_kernel::AccountId;
use std::collections::BTreeMap;

/// A change of segment.
#[derive(Clone, Debug, PartialEq)]
pub struct Moved {
    /// Who.
    pub account: AccountId,
    /// Position of the segment before; `None` for too little data.
    pub from: Option<u8>,
    /// Position of the segment after; `None` for too little data.
    pub to: Option<u8>,
    /// Axes that moved: position, value before, value after (rank position, score or points).
    pub axes: Vec<(usize, f64, f64)>,
}

/// Accounts on whose way an axis moved.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct AxisMoves {
    /// To the better.
    pub better: u32,
    /// To the worse.
    pub worse: u32,
}

/// A cell of the from × to table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// Accounts that went this way, each counted once.
    pub accounts: u32,
    /// Per axis of the model.
    pub axes: Vec<AxisMoves>,
}

/// The from × to table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Moves {
    /// By segment before (rows) and after (columns), in the model's order. The diagonal is empty.
    pub cells: Vec<Vec<Cell>>,
    /// Accounts that went into each segment from another.
    pub into: Vec<u32>,
    /// Accounts that left each segment for another.
    pub out_of: Vec<u32>,
    /// Accounts that went anywhere.
    pub accounts: u32,
    /// Accounts that went to a better segment at least once.
    pub better: u32,
    /// Accounts that went to a worse segment at least once.
    pub worse: u32,
    /// Per axis: accounts on whose way to a better segment it moved to the better, and likewise to the worse.
    pub axes: Vec<AxisMoves>,
}

#[derive(Default)]
struct Way {
    better: u64,
    worse: u64,
}

/// Counts accounts by the ways that they went. Changes from or to "too little data" are not ways: the data moved, not
/// the account.
#[must_use]
pub fn moves(model: &Model, changes: &[Moved]) -> Moves {
    let size = model.segments.len();
    let mut ways: BTreeMap<(u8, u8, AccountId), Way> = BTreeMap::new();
    for change in changes {
        let (Some(from), Some(to)) = (change.from, change.to) else { continue };
        if from == to || usize::from(from) >= size || usize::from(to) >= size {
            continue;
        }
        let way = ways.entry((from, to, change.account)).or_default();
        for (axis, before, after) in change.axes.iter().filter(|(axis, ..)| *axis < model.axes.len()) {
            // Ranks count from the best; scores and points count up.
            let better = if model.kind == ModelKind::RankMatrix { after < before } else { after > before };
            let worse = if model.kind == ModelKind::RankMatrix { after > before } else { after < before };
            way.better |= u64::from(better) << axis;
            way.worse |= u64::from(worse) << axis;
        }
    }
    let empty = Cell { accounts: 0, axes: vec![AxisMoves::default(); model.axes.len()] };
    let mut cells = vec![vec![empty; size]; size];
    for ((from, to, _), way) in &ways {
        let cell = &mut cells[usize::from(*from)][usize::from(*to)];
        cell.accounts += 1;
        for (axis, moved) in cell.axes.iter_mut().enumerate() {
            moved.better += u32::from(way.better >> axis & 1 == 1);
            moved.worse += u32::from(way.worse >> axis & 1 == 1);
        }
    }
    let distinct = |wanted: &dyn Fn(u8, u8, &Way) -> bool| {
        let wanted = ways.iter().filter(|((from, to, _), way)| wanted(*from, *to, way));
        let mut who: Vec<_> = wanted.map(|((.., who), _)| *who).collect();
        who.sort_unstable();
        who.dedup();
        u32::try_from(who.len()).unwrap_or(u32::MAX)
    };
    let per_segment = |of: &dyn Fn(u8, u8) -> u8| {
        (0..size).map(|at| distinct(&|from, to, _| usize::from(of(from, to)) == at)).collect::<Vec<_>>()
    };
    Moves {
        into: per_segment(&|_, to| to),
        out_of: per_segment(&|from, _| from),
        accounts: distinct(&|_, _, _| true),
        better: distinct(&|from, to, _| to < from),
        worse: distinct(&|from, to, _| to > from),
        axes: (0..model.axes.len())
            .map(|axis| AxisMoves {
                better: distinct(&|from, to, way| to < from && way.better >> axis & 1 == 1),
                worse: distinct(&|from, to, way| to > from && way.worse >> axis & 1 == 1),
            })
            .collect(),
        cells,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::MetricSet;
    use crate::templates;
    use proptest::prelude::*;

    fn model(at: usize) -> Model {
        let metrics = MetricSet::parse(templates::METRICS).expect("metrics");
        Model::parse(templates::MODELS[at].1, &metrics).expect("a model")
    }

    fn moved(account: i64, from: u8, to: u8, axes: &[(usize, f64, f64)]) -> Moved {
        Moved { account: AccountId(account), from: Some(from), to: Some(to), axes: axes.to_vec() }
    }

    #[test]
    fn an_account_counts_once_per_way_with_the_axes_that_moved() {
        let changes = [
            moved(1, 0, 3, &[(1, 0.0, 3.0)]),
            moved(1, 3, 0, &[(1, 3.0, 0.0)]),
            moved(1, 0, 3, &[(0, 1.0, 2.0)]),
            moved(2, 0, 3, &[(1, 1.0, 2.0), (0, f64::NAN, 2.0)]),
            Moved { account: AccountId(3), from: None, to: Some(0), axes: vec![] },
        ];
        let found = moves(&model(0), &changes);
        let fall = &found.cells[0][3];
        assert_eq!(fall.accounts, 2);
        assert_eq!(fall.axes[1], AxisMoves { better: 0, worse: 2 });
        assert_eq!(fall.axes[0], AxisMoves { better: 0, worse: 1 }, "a gap in the data is no move");
        assert_eq!((found.accounts, found.better, found.worse), (2, 1, 2));
        assert_eq!(found.axes, [AxisMoves { better: 0, worse: 1 }, AxisMoves { better: 1, worse: 2 }]);
        assert_eq!((found.into[3], found.out_of[3]), (2, 1));
    }

    #[test]
    fn in_scores_more_is_better() {
        let found = moves(&model(1), &[moved(1, 1, 0, &[(0, 40.0, 70.0)])]);
        assert_eq!(found.cells[1][0].axes[0], AxisMoves { better: 1, worse: 0 });
    }

    proptest! {
        #[test]
        fn no_count_exceeds_the_accounts(changes in prop::collection::vec((0i64..9, 0u8..6, 0u8..6), 0..60)) {
            let changes: Vec<_> = changes.iter().map(|(who, from, to)| moved(*who, *from, *to, &[(0, 1.0, 0.0)])).collect();
            let found = moves(&model(0), &changes);
            prop_assert!(found.accounts <= 9);
            prop_assert!(found.cells.iter().flatten().all(|c| c.accounts <= found.accounts));
            prop_assert!(found.better.max(found.worse) <= found.accounts && found.better + found.worse >= found.accounts);
            prop_assert!((0..4).all(|at| found.cells[at][at].accounts == 0));
        }
    }
}
