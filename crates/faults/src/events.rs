//! Batches of events as Segment's libraries send them, each with a message id of its own.

use crate::dice::Dice;
use std::time::{SystemTime, UNIX_EPOCH};

/// A message id: 128 random bits.
pub type Id = u128;

/// A batch that can be sent, and sent again as it is.
#[derive(Clone, Debug)]
pub struct Batch {
    /// The message ids in it.
    pub ids: Vec<Id>,
    /// JSON for `POST /v1/batch`.
    pub body: Vec<u8>,
}

/// What the events look like.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    /// Least and most events of a batch.
    pub size: (u64, u64),
    /// So many accounts.
    pub accounts: u64,
    /// So many persons at each.
    pub people: u64,
    /// Late events happened up to so many days ago, the others just now.
    pub days: u64,
    /// Of a hundred events so many are late.
    pub late: u64,
}

impl Default for Shape {
    fn default() -> Self {
        Self { size: (20, 100), accounts: 40, people: 5, days: 40, late: 100 }
    }
}

const NAMES: [&str; 6] = ["login", "report_viewed", "invoice_sent", "search", "export", "user_invited"];

/// The property that carries the message id, so that a fact tells which message it was.
pub const MARK: &str = "mark";

impl Batch {
    /// A batch of new events.
    #[must_use]
    pub fn new(dice: &mut Dice, shape: &Shape) -> Self {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default().as_millis() as u64;
        let mut ids = Vec::new();
        let mut events = Vec::new();
        for _ in 0..dice.between(shape.size.0, shape.size.1) {
            let id = u128::from(dice.bits()) << 64 | u128::from(dice.bits());
            let account = dice.between(1, shape.accounts);
            let person = dice.between(1, shape.people);
            let late = dice.between(1, 100) <= shape.late;
            let at = iso(now - if late { dice.between(0, shape.days * 86_400_000) } else { 0 });
            let name = dice.one(&NAMES);
            events.push(format!(
                r#"{{"type":"track","messageId":"{id:032x}","event":"{name}","userId":"u-{account}-{person}","timestamp":"{at}","context":{{"groupId":"acc-{account}"}},"properties":{{"{MARK}":"{id:032x}"}}}}"#
            ));
            ids.push(id);
        }
        let body = format!(r#"{{"batch":[{}],"sentAt":"{}"}}"#, events.join(","), iso(now));
        Self { ids, body: body.into_bytes() }
    }
}

/// A moment in milliseconds since 1970 as ISO 8601.
fn iso(millis: u64) -> String {
    let (seconds, rest) = (millis / 1000, millis % 1000);
    let (days, second) = (seconds / 86_400, seconds % 86_400);
    let (year, month, day) = civil(days as i64);
    let (hour, minute, second) = (second / 3600, second / 60 % 60, second % 60);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{rest:03}Z")
}

/// Year, month and day of the days since 1970 (the Gregorian calendar in years that begin in March).
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let shifted = (5 * of_year + 2) / 153;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (era * 400 + year + i64::from(month <= 2), month, of_year - (153 * shifted + 2) / 5 + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_are_those_of_the_calendar() {
        for (millis, said) in [
            (0, "1970-01-01T00:00:00.000Z"),
            (951_782_399_999, "2000-02-28T23:59:59.999Z"),
            (951_782_400_000, "2000-02-29T00:00:00.000Z"),
            (1_795_305_600_000, "2026-11-22T00:00:00.000Z"),
        ] {
            assert_eq!(iso(millis), said);
        }
    }

    #[test]
    fn a_batch_is_json_with_its_ids() {
        let batch = Batch::new(&mut Dice::new(1), &Shape::default());
        let json: serde_json::Value = serde_json::from_slice(&batch.body).expect("JSON");
        let ids: Vec<Id> = json["batch"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|event| {
                assert_eq!(event["messageId"], event["properties"][MARK]);
                Id::from_str_radix(event["messageId"].as_str().expect("text"), 16).expect("hex")
            })
            .collect();
        assert_eq!(ids, batch.ids);
        assert!((20..=100).contains(&ids.len()));
    }
}
