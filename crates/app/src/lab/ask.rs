//! What can be asked of the past.

use banso_kernel::{Day, Month};

pub use banso_domain::metrics::Outcome;

/// Which facts a look back may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// Those that were known when each day was over.
    Then,
    /// All that are known now.
    Now,
}

/// Which past is looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ask {
    /// What is foretold.
    pub outcome: Outcome,
    /// Within so many days.
    pub horizon: i32,
    /// So many month ends back, the newest of which is the last whose horizon is over.
    pub months: i32,
    /// Which facts count.
    pub sight: Sight,
}

/// Horizons to choose from, in days.
pub const WITHIN: [i32; 4] = [30, 60, 90, 180];
/// Periods to choose from, in months.
pub const PERIODS: [i32; 4] = [6, 12, 18, 24];

impl Default for Ask {
    fn default() -> Self {
        Self { outcome: Outcome::Churn, horizon: 90, months: 12, sight: Sight::Then }
    }
}

impl Sight {
    /// Its word in addresses and at the end of message ids.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Then => "then",
            Self::Now => "now",
        }
    }

    /// The sight of a word; what is no word is as usual.
    #[must_use]
    pub fn of(word: &str) -> Self {
        if word == "now" { Self::Now } else { Self::Then }
    }
}

impl Ask {
    /// Reads the parameters of an address; what is not there, or makes no sense, is as usual.
    #[must_use]
    pub fn read(pairs: &[(String, String)]) -> Self {
        let usual = Self::default();
        let word = |name: &str| pairs.iter().rev().find(|(key, _)| key == name).map(|(_, value)| value.as_str());
        let number = |name: &str, of: &[i32]| word(name)?.parse().ok().filter(|n| of.contains(n));
        Self {
            outcome: word("outcome").and_then(Outcome::of).unwrap_or(usual.outcome),
            horizon: number("horizon", &WITHIN).unwrap_or(usual.horizon),
            months: number("months", &PERIODS).unwrap_or(usual.months),
            sight: word("sight").map_or(usual.sight, Sight::of),
        }
    }

    /// The same as parameters of an address.
    #[must_use]
    pub fn pairs(self) -> Vec<(&'static str, String)> {
        vec![
            ("outcome", self.outcome.word().to_owned()),
            ("horizon", self.horizon.to_string()),
            ("months", self.months.to_string()),
            ("sight", self.sight.word().to_owned()),
        ]
    }

    /// The days at whose ends accounts are looked at: last days of months, ascending, all of which have an outcome by the
    /// day before `today`.
    #[must_use]
    pub fn days(self, today: Day) -> Vec<Day> {
        let newest: Month = (today - self.horizon).month().plus(-1);
        (0..self.months).rev().map(|back| newest.plus(-back).last()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_day_has_a_horizon_that_is_over() {
        let today = Day::parse_iso("2026-11-22").expect("a day");
        let days = Ask { months: 6, ..Ask::default() }.days(today);
        let shown: Vec<String> = days.iter().map(Day::to_string).collect();
        assert_eq!(shown, ["2026-02-28", "2026-03-31", "2026-04-30", "2026-05-31", "2026-06-30", "2026-07-31"]);
        let first = Day::parse_iso("2026-10-30").expect("a day");
        assert!(Ask::default().days(first).last().is_some_and(|last| *last + 90 < first));
    }

    #[test]
    fn an_address_says_what_is_asked_and_nonsense_is_as_usual() {
        let ask = Ask { outcome: Outcome::Downgrade, horizon: 30, months: 24, sight: Sight::Now };
        let pairs: Vec<(String, String)> =
            ask.pairs().into_iter().map(|(key, value)| (key.to_owned(), value)).collect();
        assert_eq!(Ask::read(&pairs), ask);
        let odd = [("horizon", "91"), ("months", "-1"), ("sight", ""), ("outcome", "x")];
        let odd: Vec<(String, String)> = odd.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect();
        assert_eq!(Ask::read(&odd), Ask::default());
    }
}
