//! Who counts.
//!
//! Each account counts once, with its first entry, whatever was done with it afterwards. Where the share held out was
//! changed, only those count that entered under the last one: mixing shares would compare early accounts with late ones.

use crate::{App, Refused};
use banso_kernel::{AccountId, Day};
use banso_state::{Arm, DefinitionKind};
use std::collections::HashMap;

/// An account's first entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub account: AccountId,
    pub entered: Day,
    pub treated: bool,
}

/// All first entries that count.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Entries {
    /// The share that was held out; 0 for none.
    pub hold_out: f64,
    /// In the order of entry.
    pub all: Vec<Entry>,
    /// Accounts that entered under another share.
    pub other_share: u32,
}

/// How many accounts are in which arm.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Arms {
    /// For whom the play was carried out.
    pub treated: u32,
    /// Who was held out.
    pub held_out: u32,
    /// Of both, accounts to which the measure does not apply: they paid nothing when they entered.
    pub beside: u32,
    /// Of both, accounts whose outcome should be known and is not: no data.
    pub unknown: u32,
    /// Accounts that entered while another share was held out.
    pub other_share: u32,
}

impl Entries {
    /// Those of a play.
    pub async fn load(app: &App, play: &str) -> Result<Self, Refused> {
        let versions = app.state.definition_versions(DefinitionKind::Play, play).await.map_err(Refused::broken)?;
        let shares: HashMap<u32, f64> = versions.iter().map(|one| (one.version, hold_out(&one.body))).collect();
        let mut runs = app.state.runs_of_play(play, i64::MAX).await.map_err(Refused::broken)?;
        runs.sort_by_key(|run| (run.entered_at, run.account));
        let mut first: HashMap<AccountId, (Entry, u32)> = HashMap::new();
        for run in &runs {
            let entry = Entry { account: run.account, entered: run.entered_on, treated: run.arm == Arm::Treated };
            first.entry(run.account).or_insert((entry, run.version));
        }
        let share = |version: &u32| shares.get(version).copied().unwrap_or(0.0);
        let with = first.values().map(|(_, version)| version).filter(|version| share(version) > 0.0).max();
        let hold_out = with.map_or(0.0, share);
        let counts = |version: &u32| hold_out == 0.0 || share(version).to_bits() == hold_out.to_bits();
        let mut all: Vec<Entry> = first.values().filter(|(_, version)| counts(version)).map(|(one, _)| *one).collect();
        all.sort_by_key(|entry| (entry.entered, entry.account));
        let other_share = (first.len() - all.len()) as u32;
        Ok(Self { hold_out, all, other_share })
    }
}

/// The share that a version of a play holds out, whether or not the rest of it can still be read.
fn hold_out(text: &str) -> f64 {
    let table: toml::Table = text.parse().unwrap_or_default();
    match table.get("hold_out") {
        Some(toml::Value::Float(share)) => *share,
        Some(toml::Value::Integer(share)) => *share as f64,
        _ => 0.0,
    }
}
