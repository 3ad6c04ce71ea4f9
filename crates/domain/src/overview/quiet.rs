//! Customers of whom nobody hears: paying ones without a touch, and those who left without anybody having noticed anything.

use crate::revenue::Course;
use banso_kernel::Day;

/// Days without a touch after which a paying customer is silent; and days before a churn in which something should have
/// been noticed.
pub const QUIET: i32 = 90;

/// What was heard and seen of an account.
#[derive(Clone, Debug)]
pub struct Life {
    /// What it paid.
    pub course: Course,
    /// Its first day as a customer, where known: a new customer is not silent yet.
    pub signed_up_on: Option<Day>,
    /// Days of touches, ascending.
    pub touched: Vec<Day>,
    /// First and last days (both included) on which something warned of it: a segment in the worse half, or a signal.
    pub warned: Vec<(Day, Day)>,
}

/// How many there were.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quiet {
    /// The day.
    pub day: Day,
    /// Accounts that paid on the day.
    pub customers: u32,
    /// Of these, without a touch for at least [`QUIET`] days.
    pub silent: u32,
    /// Accounts that churned after the day before in the series, up to this one.
    pub churned: u32,
    /// Of these, without a touch and without a warning in the [`QUIET`] days before.
    pub unnoticed: u32,
}

impl Life {
    /// Whether it pays on `day` and nobody was in touch for [`QUIET`] days.
    fn silent(&self, day: Day) -> bool {
        let before = self.touched.partition_point(|touch| *touch <= day);
        let last = before.checked_sub(1).map(|at| self.touched[at]).or(self.signed_up_on);
        last.is_some_and(|last| day - last >= QUIET)
    }

    /// Whether there was nothing to notice before it left on `day`.
    fn unnoticed(&self, day: Day) -> bool {
        let from = day - QUIET;
        let touched = self.touched.iter().any(|touch| (from..day).contains(touch));
        let warned = self.warned.iter().any(|(first, last)| *first < day && *last >= from);
        !touched && !warned
    }
}

/// Counts on each of `days`, ascending; the first only bounds the churns of the second.
#[must_use]
pub fn quiet(lives: &[Life], days: &[Day]) -> Vec<Quiet> {
    let of = |pair: &[Day]| {
        let (before, day) = (pair[0], pair[1]);
        let mut found = Quiet { day, customers: 0, silent: 0, churned: 0, unnoticed: 0 };
        for life in lives {
            if life.course.on(day) > 0 {
                found.customers += 1;
                found.silent += u32::from(life.silent(day));
            }
            // Who paid nothing before either cannot leave.
            let mut from = before;
            while let Some(left) = life.course.churned(from).filter(|left| *left <= day) {
                if life.course.on(left - 1) > 0 {
                    found.churned += 1;
                    found.unnoticed += u32::from(life.unnoticed(left));
                }
                from = left;
            }
        }
        found
    };
    days.windows(2).map(of).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::metrics::ContractSpan;

    fn life(contracts: &[(i32, Option<i32>)], touched: &[i32], warned: &[(i32, i32)]) -> Life {
        let span = |(from, to): &(i32, Option<i32>)| ContractSpan { from: Day(*from), to: to.map(Day), monthly: 100 };
        let contracts: Vec<ContractSpan> = contracts.iter().map(span).collect();
        Life {
            course: Course::of(&contracts),
            signed_up_on: contracts.first().map(|contract| contract.from),
            touched: touched.iter().copied().map(Day).collect(),
            warned: warned.iter().map(|(from, to)| (Day(*from), Day(*to))).collect(),
        }
    }

    fn on(lives: &[Life], days: &[i32]) -> Vec<(u32, u32, u32, u32)> {
        let days: Vec<Day> = days.iter().copied().map(Day).collect();
        quiet(lives, &days).iter().map(|q| (q.customers, q.silent, q.churned, q.unnoticed)).collect()
    }

    #[test]
    fn silent_is_who_pays_and_was_not_touched_for_ninety_days() {
        let lives =
            [life(&[(0, None)], &[100, 250], &[]), life(&[(150, None)], &[], &[]), life(&[(0, Some(50))], &[], &[])];
        // The first is silent from 190 on; the second is new until 240; the third no longer pays.
        assert_eq!(
            on(&lives, &[99, 189, 190, 239, 240, 250]),
            [(2, 0, 0, 0), (2, 1, 0, 0), (2, 1, 0, 0), (2, 2, 0, 0), (2, 1, 0, 0)]
        );
    }

    #[test]
    fn a_churn_is_unnoticed_where_nobody_was_in_touch_and_nothing_warned() {
        let ends = &[(0, Some(199))];
        let lives = [
            life(ends, &[], &[]),
            life(ends, &[109], &[(0, 109)]),
            life(ends, &[110], &[]),
            life(ends, &[], &[(0, 110)]),
            life(ends, &[200], &[(200, 300)]),
        ];
        assert_eq!(on(&lives, &[190, 199, 200, 210]), [(5, 4, 0, 0), (0, 0, 5, 3), (0, 0, 0, 0)]);
        // A renewal that is signed late is no churn, and who comes back can leave again.
        let lives = [life(&[(0, Some(99)), (110, Some(199)), (300, Some(399))], &[], &[])];
        assert_eq!(on(&lives, &[50, 150, 250, 450]), [(1, 1, 0, 0), (0, 0, 1, 1), (0, 0, 1, 1)]);
    }
}
