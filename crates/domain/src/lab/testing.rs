//! What tests of the lab stand on.

use crate::lab::Look;
use banso_kernel::{AccountId, Day};
use std::path::{Path, PathBuf};

/// Fails unless `found` is within `by` of `wanted`.
#[track_caller]
pub fn close(found: f64, wanted: f64, by: f64) {
    assert!((found - wanted).abs() <= by, "{found} is not within {by} of {wanted}");
}

/// Numbers that look random: SplitMix64 (G. Steele, D. Lea & C. Flood 2014).
pub struct Dice(u64);

impl Dice {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn word(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let word = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        word ^ word >> 31
    }

    /// In 0–1.
    pub fn share(&mut self) -> f64 {
        (self.word() >> 11) as f64 / (1u64 << 53) as f64
    }

    /// Below `end`.
    pub fn below(&mut self, end: usize) -> usize {
        (self.word() % end as u64) as usize
    }

    /// Standard normal (G. Box & M. Muller 1958).
    pub fn normal(&mut self) -> f64 {
        let (one, two) = (self.share(), self.share());
        (-2.0 * (1.0 - one).ln()).sqrt() * (std::f64::consts::TAU * two).cos()
    }
}

/// A look at an account that is observed for a year after it.
pub fn look(account: i64, as_of: i32, outcome: Option<i32>) -> Look {
    let observed_until = Day(as_of + 365);
    Look { as_of: Day(as_of), account: AccountId(account), outcome: outcome.map(Day), observed_until }
}

/// A table of a public data set: its columns by name. `None`, and a word about it, where the folder is not there.
pub fn dataset(file: &str) -> Option<Csv> {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/datasets");
    let folder = std::env::var_os("BANSO_DATASETS").map_or(near, PathBuf::from);
    if !folder.is_dir() {
        eprintln!("skipped: no data sets at {}", folder.display());
        return None;
    }
    let text = std::fs::read_to_string(folder.join(file)).expect("the data set is there");
    let mut lines = text.lines().map(|line| line.split(',').map(str::to_owned).collect::<Vec<_>>());
    let names = lines.next().expect("a header");
    Some(Csv { names, rows: lines.collect() })
}

/// A file without quotes.
pub struct Csv {
    names: Vec<String>,
    rows: Vec<Vec<String>>,
}

impl Csv {
    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.names.iter().position(|known| known == name).expect("a column");
        self.rows.iter().map(|row| row[at].trim()).collect()
    }

    /// Numbers; NaN for what is none.
    pub fn numbers(&self, name: &str) -> Vec<f64> {
        self.column(name).iter().map(|text| text.parse().unwrap_or(f64::NAN)).collect()
    }
}
