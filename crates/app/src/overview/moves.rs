//! From where to where accounts went within a period.

use crate::accounts::{Lens, Standings, lens};
use crate::{App, Principal, Refused};
use banso_domain::board::Since;
use banso_domain::members::Role;
use banso_domain::overview::{Moved, Moves};
use banso_kernel::Day;
use banso_state::TransitionRow;
use serde::Deserialize;

/// The periods that are offered, in days.
pub const PERIODS: [u16; 4] = [7, 30, 90, 365];

/// The ways that accounts went.
#[derive(Clone, Debug)]
pub struct Movement {
    /// The model looked through, and the day.
    pub lens: Lens,
    /// Length of the period in days.
    pub days: u16,
    /// Its first day.
    pub from: Day,
    /// Who went where.
    pub moves: Moves,
    /// Accounts that fell in the period of the same length before; `None` if history does not reach back so far.
    pub worse_before: Option<u32>,
}

/// The ways of the last `days` days (one of [`PERIODS`]; else 30) under the model `wanted`, or the first one.
///
/// # Errors
/// [`Refused::Missing`] if there is no such model; or a store failed.
pub async fn moves(app: &App, who: &Principal, wanted: Option<&str>, days: u16) -> Result<Movement, Refused> {
    who.needs(Role::Viewer)?;
    let lens = lens(app, who, wanted).await?;
    let days = if PERIODS.contains(&days) { days } else { 30 };
    // The same days that the list behind a cell counts.
    let from = Since::Days(days).first(lens.as_of);
    let standings = Standings::of(app, &lens).await?;
    let found = between(&standings, &lens, from, lens.as_of).await?;
    let (start, end) = (from - i32::from(days), from - 1);
    let shares = standings.shares(start, start).await?;
    let before = between(&standings, &lens, start, end).await?;
    drop(standings);
    Ok(Movement { moves: found, worse_before: (!shares.is_empty()).then_some(before.worse), from, days, lens })
}

async fn between(standings: &Standings<'_>, lens: &Lens, from: Day, to: Day) -> Result<Moves, Refused> {
    let rows = standings.transitions(from, to).await?;
    let moved: Vec<Moved> = rows.iter().map(|row| read(lens, row)).collect();
    Ok(banso_domain::overview::moves(&lens.model, &moved))
}

/// What moved, as `history` stores it.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Stored {
    axes: Vec<StoredAxis>,
}

#[derive(Deserialize)]
struct StoredAxis {
    axis: String,
    before: Option<f64>,
    after: Option<f64>,
}

fn read(lens: &Lens, row: &TransitionRow) -> Moved {
    let stored: Stored = serde_json::from_str(&row.moved).unwrap_or_default();
    let segment = |at: u8| (usize::from(at) < lens.model.segments.len()).then_some(at);
    let axes = stored.axes.iter().filter_map(|moved| {
        let axis = lens.model.axes.iter().position(|axis| axis.id == moved.axis)?;
        Some((axis, moved.before.unwrap_or(f64::NAN), moved.after.unwrap_or(f64::NAN)))
    });
    Moved { account: row.account, from: row.from.and_then(segment), to: segment(row.to), axes: axes.collect() }
}
