//! Segments as alarms: how many of those warned of left, how many of those that left were warned of, and what was missed.

use super::Settings;
use super::cases::{Cases, rate, share};
use crate::lab::estimate::{Answer, Estimate};
use serde::{Deserialize, Serialize};

/// A segment and all worse ones, taken as the alarm.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SegmentRow {
    /// Position of the segment.
    pub segment: u8,
    /// Looks in it or in a worse one.
    pub flagged: usize,
    /// Those of them with the outcome.
    pub hits: usize,
    /// Of the flagged looks, the share with the outcome.
    pub precision: Answer<Estimate>,
    /// Of the looks with the outcome, the share that was flagged. Looks without a segment count as not flagged.
    pub recall: Answer<Estimate>,
    /// Looks in exactly this segment.
    pub inside: usize,
    /// Share of these with the outcome.
    pub rate: Answer<Estimate>,
}

pub fn rows(cases: &Cases<'_>, settings: Settings) -> Vec<SegmentRow> {
    let row = |segment: u8| {
        let flagged = || cases.all().filter(|case| case.sighting.segment.is_some_and(|own| own >= segment));
        let inside = || cases.all().filter(|case| case.sighting.segment == Some(segment));
        let caught = |at: Option<u8>| f64::from(u8::from(at.is_some_and(|own| own >= segment)));
        let events = cases.all().filter(|case| case.event);
        SegmentRow {
            segment,
            flagged: flagged().count(),
            hits: flagged().filter(|case| case.event).count(),
            precision: rate(flagged()),
            recall: share(events.map(|case| (case.account, caught(case.sighting.segment)))),
            inside: inside().count(),
            rate: rate(inside()),
        }
    };
    (0..settings.segments).map(row).collect()
}

/// Outcomes that no warning came before, each counted once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Missed {
    /// Outcomes that were looked for: at least one look lies within the horizon before.
    pub outcomes: usize,
    /// Those of them without a warning in any such look.
    pub missed: usize,
    /// CMRR of all of them at the last look, in minor units.
    pub cmrr: i64,
    /// CMRR of the missed ones.
    pub missed_cmrr: i64,
}

pub fn missed(cases: &Cases<'_>, warning: u8) -> Missed {
    let events: Vec<_> = cases.all().filter(|case| case.event).collect();
    let mut found = Missed::default();
    for of_one in
        events.chunk_by(|one, two| (one.account, one.sighting.look.outcome) == (two.account, two.sighting.look.outcome))
    {
        let warned = of_one.iter().any(|case| case.sighting.segment.is_some_and(|own| own >= warning));
        let cmrr = of_one.last().map_or(0, |case| case.sighting.cmrr);
        found.outcomes += 1;
        found.cmrr += cmrr;
        if !warned {
            found.missed += 1;
            found.missed_cmrr += cmrr;
        }
    }
    found
}
