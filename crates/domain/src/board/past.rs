//! A day of the past that pages are turned back to, as an address says it.

use banso_kernel::{Day, Micros, Zone};
use std::fmt;

/// What is said after the day where only that counts which was known when it was over.
const KNOWN: &str = ".known";

/// A day of the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Past {
    /// The day; things stand as when it was over.
    pub day: Day,
    /// Only facts that were known by then count; otherwise also those that came later.
    pub known_then: bool,
}

impl Past {
    /// Reads `2026-10-31` or `2026-10-31.known`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (day, known_then) = text.strip_suffix(KNOWN).map_or((text, false), |day| (day, true));
        Some(Self { day: Day::parse_iso(day)?, known_then })
    }

    /// The last moment of the day.
    #[must_use]
    pub fn end(self, zone: &Zone) -> Micros {
        Micros(zone.start_of(self.day + 1).0 - 1)
    }

    /// The moment by which facts must have been known; none if that does not matter.
    #[must_use]
    pub fn known_by(self, zone: &Zone) -> Option<Micros> {
        self.known_then.then(|| self.end(zone))
    }
}

impl fmt::Display for Past {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.day, if self.known_then { KNOWN } else { "" })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_past_is_read_as_it_is_written() {
        for text in ["2026-10-31", "2026-10-31.known"] {
            assert_eq!(Past::parse(text).map(|past| past.to_string()).as_deref(), Some(text));
        }
        for text in ["", ".known", "2026-13-01", "2026-10-31.known.known", "2026-10-31 "] {
            assert_eq!(Past::parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_last_moment_is_that_of_the_workspaces_day() {
        let past = Past { day: Day(20_000), known_then: true };
        let zone = Zone::tokyo();
        let end = past.known_by(&zone).expect("it matters");
        assert_eq!((zone.day_of(end), zone.day_of(Micros(end.0 + 1))), (Day(20_000), Day(20_001)));
        assert_eq!(Past { known_then: false, ..past }.known_by(&zone), None);
    }
}
