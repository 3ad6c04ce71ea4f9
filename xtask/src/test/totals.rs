//! Adding up what the test runner says.

use std::collections::BTreeMap;
use std::fmt;

/// Counts over all test executables, and the reasons of tests that skipped themselves.
#[derive(Default)]
pub struct Totals {
    passed: usize,
    failed: usize,
    ignored: usize,
    reasons: BTreeMap<String, usize>,
}

/// How a test says that it did not run: a line with this word first, then the reason.
const SKIPPED: &str = "skipped:";
/// In the reason when it wants data that is not part of the repository, which no machine can get by itself.
const ABSENT: &str = "no data sets";

impl Totals {
    /// Takes one line of the runner's output.
    pub fn read(&mut self, line: &str) {
        let line = line.trim();
        if let Some(reason) = line.to_lowercase().find(SKIPPED).filter(|at| *at == 0).and(line.get(SKIPPED.len()..)) {
            *self.reasons.entry(reason.trim().to_owned()).or_default() += 1;
        } else if let Some(counts) = line.strip_prefix("test result:") {
            // test result: ok. 8 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.13s
            self.add(counts.split_once('.').map_or("", |(_, rest)| rest), ';');
        } else if let Some(counts) = line.strip_prefix("Summary [") {
            // Summary [   0.3s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped
            self.add(counts.split_once("run:").map_or("", |(_, rest)| rest), ',');
        }
    }

    /// Takes nextest's report, for the reasons alone: its counts came with the summary.
    pub fn read_report(&mut self, junit: &str) {
        for line in junit.lines().map(|line| line.rsplit('>').next().unwrap_or(line).trim()) {
            if line.to_lowercase().starts_with(SKIPPED) {
                self.read(&line.replace("&apos;", "'").replace("&quot;", "\"").replace("&amp;", "&"));
            }
        }
    }

    fn add(&mut self, counts: &str, separator: char) {
        for part in counts.split(separator) {
            let mut words = part.split_whitespace();
            let (Some(Ok(count)), Some(what)) = (words.next().map(str::parse::<usize>), words.next()) else { continue };
            match what {
                "passed" => self.passed += count,
                "failed" | "timed" => self.failed += count,
                "ignored" | "skipped" => self.ignored += count,
                _ => {}
            }
        }
    }

    /// At least one test ran.
    pub fn ran(&self) -> bool {
        self.passed + self.failed > 0
    }

    /// A test skipped itself for want of something else than data outside the repository.
    pub fn avoidable(&self) -> bool {
        self.reasons.keys().any(|reason| !reason.contains(ABSENT))
    }

    /// Why tests skipped themselves, and how many.
    pub fn skips(&self) -> impl Iterator<Item = (&str, usize)> {
        self.reasons.iter().map(|(reason, count)| (reason.as_str(), *count))
    }
}

impl fmt::Display for Totals {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let own: usize = self.reasons.values().sum();
        write!(f, "{} passed, {} failed, {} ignored, {own} skipped themselves", self.passed, self.failed, self.ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_runners_are_understood() {
        let mut totals = Totals::default();
        for line in [
            "test result: ok. 8 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.13s",
            "     Summary [   0.324s] 12 tests run: 11 passed (1 slow), 1 failed, 2 skipped",
            "skipped: no data sets at ../shared/datasets",
            "Skipped: no browser",
            "test this_is_skipped: ... ok",
        ] {
            totals.read(line);
        }
        totals.read_report(
            "<system-err>skipped: no browser\nthe rest</system-err>\n<x>test result: ok. 9 passed; 0 failed</x>",
        );
        assert_eq!(totals.skips().count(), 2);
        assert_eq!(totals.to_string(), "19 passed, 1 failed, 3 ignored, 3 skipped themselves");
        assert!(totals.avoidable() && totals.ran());
    }
}
