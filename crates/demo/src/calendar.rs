//! How much work gets done on a day: weekdays, Golden Week, the turn of the year, month ends.

use banso_kernel::Day;

/// Share of an ordinary working day's activity, 0 to about 1.4.
pub fn pace(day: Day, japanese: bool, seasonal: bool) -> f64 {
    const WEEK: [f64; 7] = [0.05, 1.04, 1.08, 1.02, 1.0, 0.9, 0.09];
    let weekday = WEEK[usize::from(day.weekday())];
    let (_, month, date) = day.ymd();
    let off = if japanese { off_in_japan(month, date) } else { off_elsewhere(month, date) };
    let end = day.month().last() - day;
    let crest = match (seasonal, end) {
        (true, 0..=4) => 1.9,
        (true, 5..=20) => 0.45,
        (false, 0..=2) => 1.15,
        _ => 1.0,
    };
    let year_end = if japanese && month == 3 { 1.08 } else { 1.0 };
    (weekday * off * crest * year_end).min(1.6)
}

fn off_in_japan(month: i8, date: i8) -> f64 {
    match (month, date) {
        (12, 29..) | (1, ..=3) => 0.04,
        (12, 28) | (1, 4) => 0.5,
        (4, 29) | (5, 3..=6) => 0.06,
        (4, 30) | (5, 1..=2) => 0.55,
        (8, 12..=16) => 0.4,
        (2, 11) | (2, 23) | (8, 11) | (11, 3) | (11, 23) => 0.1,
        _ => 1.0,
    }
}

fn off_elsewhere(month: i8, date: i8) -> f64 {
    match (month, date) {
        (12, 24..) | (1, 1) => 0.08,
        (12, 20..=23) | (1, 2..=4) => 0.5,
        (7 | 8, _) => 0.85,
        _ => 1.0,
    }
}
