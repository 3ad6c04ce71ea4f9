//! How an account's CMRR went on after a day: kept, fell, or ended.

use crate::metrics::ContractSpan;
use banso_kernel::Day;

/// Days without a contract that do not yet mean that a customer has left: renewals are signed late.
pub const GAP: i32 = 30;

/// CMRR of an account over time, from contracts in one currency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Course {
    /// Days on which the amount changes, ascending, each with the amount a month in minor units from then on.
    steps: Vec<(Day, i64)>,
    /// First days of contracts, ascending.
    starts: Vec<Day>,
}

impl Course {
    /// From the contracts of an account, in any order.
    #[must_use]
    pub fn of(contracts: &[ContractSpan]) -> Self {
        let mut changes: Vec<(Day, i64)> = contracts
            .iter()
            .flat_map(|one| [Some((one.from, one.monthly)), one.to.map(|to| (to + 1, -one.monthly))])
            .flatten()
            .collect();
        changes.sort_unstable();
        let (mut steps, mut amount): (Vec<(Day, i64)>, i64) = (Vec::new(), 0);
        for (day, by) in changes {
            amount += by;
            match steps.last_mut() {
                Some((last, to)) if *last == day => *to = amount,
                _ => steps.push((day, amount)),
            }
        }
        let mut starts: Vec<Day> = contracts.iter().map(|one| one.from).collect();
        starts.sort_unstable();
        Self { steps, starts }
    }

    /// The amount a month on a day, in minor units; 0 without a contract.
    #[must_use]
    pub fn on(&self, day: Day) -> i64 {
        let after = self.steps.partition_point(|(from, _)| *from <= day);
        after.checked_sub(1).map_or(0, |at| self.steps[at].1)
    }

    /// The first day of the first contract.
    #[must_use]
    pub fn first(&self) -> Option<Day> {
        self.starts.first().copied()
    }

    /// The first day after `day` on which nothing is paid any more and nothing begins within [`GAP`] days.
    #[must_use]
    pub fn churned(&self, day: Day) -> Option<Day> {
        let begins = |from: Day| {
            let next = self.starts.partition_point(|start| *start < from);
            self.starts.get(next).is_some_and(|start| *start <= from + GAP)
        };
        self.later(day).find(|(from, amount)| *amount == 0 && !begins(*from)).map(|(from, _)| from)
    }

    /// The first day after `day` on which less is paid than on `day`, also because nothing is; gaps of up to [`GAP`] days
    /// between contracts do not count.
    #[must_use]
    pub fn fell(&self, day: Day) -> Option<Day> {
        let (before, churned) = (self.on(day), self.churned(day));
        let less = self.later(day).find(|(_, amount)| 0 < *amount && *amount < before).map(|(from, _)| from);
        [less, churned].into_iter().flatten().min()
    }

    fn later(&self, day: Day) -> impl Iterator<Item = (Day, i64)> {
        self.steps[self.steps.partition_point(|(from, _)| *from <= day)..].iter().copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn span(from: i32, to: Option<i32>, monthly: i64) -> ContractSpan {
        ContractSpan { from: Day(from), to: to.map(Day), monthly }
    }

    #[test]
    fn a_late_renewal_is_no_churn_and_a_smaller_one_is_a_fall() {
        let course = Course::of(&[span(0, Some(99), 500), span(120, Some(219), 400)]);
        assert_eq!((course.on(Day(99)), course.on(Day(110)), course.on(Day(120))), (500, 0, 400));
        assert_eq!(course.churned(Day(50)), Some(Day(220)));
        assert_eq!(course.fell(Day(50)), Some(Day(120)));
        assert_eq!(course.fell(Day(150)), Some(Day(220)));
        let late = Course::of(&[span(0, Some(99), 500), span(131, None, 500)]);
        assert_eq!(late.churned(Day(50)), Some(Day(100)), "a day more than the gap");
        assert_eq!(late.churned(Day(140)), None);
    }

    proptest! {
        #[test]
        fn on_each_day_the_amount_is_that_of_the_contracts_in_force(
            spans in prop::collection::vec((0i32..60, prop::option::of(0i32..60), 1i64..9), 0..6),
            day in 0i32..130,
        ) {
            let spans: Vec<ContractSpan> = spans.iter().map(|(from, more, by)| span(*from, more.map(|more| from + more), *by)).collect();
            let course = Course::of(&spans);
            let in_force = |day: Day| spans.iter().filter(|one| one.from <= day && one.to.is_none_or(|to| to >= day)).map(|one| one.monthly).sum::<i64>();
            prop_assert_eq!(course.on(Day(day)), in_force(Day(day)));
            if let Some(churned) = course.churned(Day(day)) {
                prop_assert!((0..=GAP).all(|n| in_force(churned + n) == 0) && in_force(churned - 1) > 0);
            } else {
                prop_assert!(spans.is_empty() || course.on(Day(day)) == 0 || spans.iter().any(|one| one.to.is_none()));
            }
        }
    }
}
