//! From segment to segment between one as-of day and the next, and what became of accounts that went that way.

use super::cases::share;
use super::{Settings, Sighting};
use crate::lab::estimate::{Answer, Estimate};
use crate::lab::look::Fate;
use banso_kernel::Day;
use serde::{Deserialize, Serialize};

/// Accounts that went from one segment to another, or stayed.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct MoveCell {
    /// Times that an account went this way.
    pub moves: usize,
    /// Those of them whose horizon after the later day is over.
    pub judged: usize,
    /// Share of these with the outcome within the horizon after the later day.
    pub rate: Answer<Estimate>,
}

/// The table of moves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moves {
    /// By segment before (rows) and after (columns), best first; the last row and column are of too little data.
    pub cells: Vec<Vec<MoveCell>>,
    /// By segment before: how often the outcome came before the next as-of day.
    pub left: Vec<usize>,
}

pub fn moves(sightings: &[Sighting], settings: Settings) -> Moves {
    let mut order: Vec<&Sighting> = sightings.iter().collect();
    order.sort_unstable_by_key(|sighting| (sighting.look.account, sighting.look.as_of));
    let mut days: Vec<Day> = sightings.iter().map(|sighting| sighting.look.as_of).collect();
    days.sort_unstable();
    days.dedup();
    let size = usize::from(settings.segments) + 1;
    let place = |segment: Option<u8>| segment.map_or(size - 1, usize::from).min(size - 1);
    let mut tries: Vec<Vec<(u32, f64)>> = vec![Vec::new(); size * size];
    let (mut counts, mut left) = (vec![0; size * size], vec![0; size]);
    let mut account = 0;
    for (at, now) in order.iter().enumerate() {
        let after = order.get(at + 1).filter(|after| after.look.account == now.look.account);
        let Some(next) = days.get(days.partition_point(|day| *day <= now.look.as_of)) else {
            account += u32::from(after.is_none());
            continue;
        };
        let came = now.look.outcome.is_some_and(|day| day > now.look.as_of && day <= *next);
        if came {
            left[place(now.segment)] += 1;
        } else if let Some(after) = after.filter(|after| after.look.as_of == *next) {
            let cell = place(now.segment) * size + place(after.segment);
            counts[cell] += 1;
            match after.look.fate(settings.window) {
                Fate::Event => tries[cell].push((account, 1.0)),
                Fate::Other => tries[cell].push((account, 0.0)),
                Fate::Unripe | Fate::Lost | Fate::Gone => {}
            }
        }
        account += u32::from(after.is_none());
    }
    let cell = |(moves, tries): (usize, Vec<(u32, f64)>)| MoveCell {
        moves,
        judged: tries.len(),
        rate: share(tries.into_iter()),
    };
    let cells: Vec<MoveCell> = counts.into_iter().zip(tries).map(cell).collect();
    Moves { cells: cells.chunks(size).map(<[MoveCell]>::to_vec).collect(), left }
}
