//! Fiscal years as spans of days (J-01).

use banso_kernel::Day;

/// First and last day of the fiscal year that `day` is in; `start` is its first month, 1–12.
pub(super) fn of(day: Day, start: u8) -> (Day, Day) {
    let (_, month, _) = day.ymd();
    let back = (i32::from(month) - i32::from(start)).rem_euclid(12);
    let first = banso_kernel::Month(day.month().0 - back);
    (first.first(), banso_kernel::Month(first.0 + 11).last())
}

/// The year so many years before.
pub(super) fn back(day: Day, start: u8, years: i32) -> (Day, Day) {
    let (first, _) = of(day, start);
    of(first.plus_months(-12 * years), start)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_year_begins_in_its_month() {
        let day = |text: &str| Day::parse_iso(text).expect("a day");
        for (on, start, first, last) in [
            ("2027-03-31", 4, "2026-04-01", "2027-03-31"),
            ("2026-04-01", 4, "2026-04-01", "2027-03-31"),
            ("2026-11-22", 1, "2026-01-01", "2026-12-31"),
            ("2028-02-29", 3, "2027-03-01", "2028-02-29"),
        ] {
            assert_eq!(of(day(on), start), (day(first), day(last)), "{on} from month {start}");
        }
        assert_eq!(back(day("2026-11-22"), 4, 1), (day("2025-04-01"), day("2026-03-31")));
    }
}
