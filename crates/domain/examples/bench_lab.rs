//! Times the lab over 10,000 accounts × 40 metrics × 12 as-of months.
//!
//! `cargo run -p banso-domain --example bench_lab`
#![allow(clippy::print_stdout, clippy::disallowed_methods, reason = "it measures")]

use banso_domain::lab::judge::{NO_COHORT, Settings, Sighting, backtest, compare};
use banso_domain::lab::learned::{Boosting, Plan, Slices, trial};
use banso_domain::lab::screening::{Table, screen};
use banso_domain::lab::{Look, Window};
use banso_kernel::{AccountId, Day};
use std::hint::black_box;
use std::time::Instant;

const ACCOUNTS: i64 = 10_000;
const METRICS: usize = 40;

/// Numbers in 0–1 that look random (SplitMix64).
struct Dice(u64);

impl Dice {
    fn share(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let word = (self.0 ^ self.0 >> 30).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let word = (word ^ word >> 27).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((word ^ word >> 31) >> 11) as f64 / (1u64 << 53) as f64
    }
}

fn main() {
    let window = Window { horizon: 90, known_until: Day(1000 + 15 * 30) };
    let (mut dice, mut table) = (Dice(1), Table { looks: Vec::new(), columns: vec![Vec::new(); METRICS] });
    let mut sightings = Vec::new();
    for account in 0..ACCOUNTS {
        let outcome = (dice.share() < 0.2).then(|| Day(1001 + (dice.share() * 450.0) as i32));
        for month in 0..12 {
            let as_of = Day(1000 + month * 30);
            let look = Look { as_of, account: AccountId(account), outcome, observed_until: window.known_until };
            let score = dice.share() + if outcome.is_some_and(|day| day - as_of < 90) { 0.3 } else { 0.0 };
            let cohorts = [account as u16 % 5, account as u16 % 3, account as u16 % 47, NO_COHORT];
            let segment = Some((score * 3.0) as u8);
            sightings.push(Sighting { look, score, segment, cmrr: 100_000, cohorts });
            table.looks.push(look);
            for (at, column) in table.columns.iter_mut().enumerate() {
                let value = dice.share() + score * (at % 3) as f64;
                column.push(if dice.share() < 0.05 { f64::NAN } else { (value * 1000.0).round() });
            }
        }
    }
    let settings = Settings { window, segments: 4, warning: 2, probabilities: false };
    let time = |what: &str, run: &dyn Fn()| {
        let started = Instant::now();
        run();
        println!("{what}: {:.3} s", started.elapsed().as_secs_f64());
    };
    time("back-test", &|| drop(black_box(backtest(&sightings, settings))));
    time("two versions", &|| drop(black_box(compare(&sightings, &sightings, window))));
    time("screening", &|| drop(black_box(screen(&table, window))));
    let window = Window { horizon: 30, known_until: window.known_until };
    match Slices::cut(&table.looks, window) {
        Ok(slices) => {
            let plan = Plan { window, slices, penalty: 1.0, boosting: Boosting::default() };
            time("trial of learned risks", &|| drop(black_box(trial(&table, None, plan))));
        }
        Err(lack) => println!("no slices: {lack:?}"),
    }
}
