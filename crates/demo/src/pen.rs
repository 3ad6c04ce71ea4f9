//! Writes facts: gives ids, delays and the bounds of an account's life.

use crate::dice::Dice;
use banso_domain::facts::Fact;
use banso_kernel::{AccountId, Day, FactId, Micros, PersonId, Zone};

const SECOND: i64 = 1_000_000;
const HOUR: i64 = 3_600 * SECOND;
const DAY: i64 = 24 * HOUR;

/// How long a kind of fact takes to reach us.
#[derive(Clone, Copy)]
pub enum Delay {
    /// Sent by the product within minutes; a few are held back for days.
    Stream,
    /// Fetched from another system during the next hours.
    Fetched,
    /// Typed by a member, often on a later day.
    Typed,
}

/// Collects the facts of one account.
pub struct Pen<'a> {
    zone: &'a Zone,
    account: AccountId,
    seed: [u8; 8],
    key: String,
    first: Micros,
    last: Micros,
    known_by: Micros,
    midnight: (Day, Micros),
    count: u64,
    /// What was written so far.
    pub facts: Vec<Fact>,
}

impl<'a> Pen<'a> {
    /// For an account that lives from `first` to `last`, seen from the end of `end`.
    pub fn new(seed: u64, zone: &'a Zone, account: AccountId, key: &str, life: (Day, Day), end: Day) -> Self {
        let (first, last) = life;
        Self {
            zone,
            account,
            seed: seed.to_le_bytes(),
            key: key.to_owned(),
            first: zone.start_of(first),
            last: Micros(zone.start_of(last + 1).0 - 1),
            known_by: Micros(zone.start_of(end + 1).0 - 1),
            midnight: (first, zone.start_of(first)),
            count: 0,
            facts: Vec::new(),
        }
    }

    /// A moment of `day` in office hours, most often around noon.
    pub fn moment(&mut self, day: Day, dice: &mut Dice) -> Micros {
        if self.midnight.0 != day {
            self.midnight = (day, self.zone.start_of(day));
        }
        let spread = (dice.unit() + dice.unit()) * 5.5 * HOUR as f64;
        Micros(self.midnight.1.0 + 8 * HOUR + spread as i64 / SECOND * SECOND)
    }

    /// Writes one fact, unless it lies outside the account's life or is not known yet. `props` is JSON or empty.
    #[expect(clippy::too_many_arguments, reason = "the fields of a fact")]
    pub fn write(
        &mut self,
        name: &str,
        at: Micros,
        person: Option<PersonId>,
        value: Option<f64>,
        props: &str,
        delay: Delay,
        dice: &mut Dice,
    ) -> Option<FactId> {
        let known_at = Micros(at.0 + lag(delay, dice));
        if at < self.first || at > self.last || known_at > self.known_by {
            return None;
        }
        self.count += 1;
        let id = FactId::of(&[b"demo", &self.seed, self.key.as_bytes(), &self.count.to_le_bytes()]);
        self.facts.push(Fact {
            id,
            account: self.account,
            person,
            name: name.to_owned(),
            occurred_at: at,
            known_at,
            value,
            props: props.to_owned(),
            source: "demo".to_owned(),
        });
        Some(id)
    }

    /// The facts in order of time.
    pub fn finish(mut self) -> Vec<Fact> {
        self.facts.sort_unstable_by_key(|fact| (fact.occurred_at, fact.id));
        self.facts
    }
}

/// Micros later, of a number of hours.
pub fn hours(n: f64) -> i64 {
    (n * 3_600.0) as i64 * SECOND
}

fn lag(delay: Delay, dice: &mut Dice) -> i64 {
    let seconds = |dice: &mut Dice, low: i64, high: i64| dice.between(low, high) * SECOND;
    match delay {
        Delay::Stream if dice.chance(0.02) => dice.between(1, 6) * DAY + seconds(dice, 0, 40_000),
        Delay::Stream => seconds(dice, 1, 900),
        Delay::Fetched => seconds(dice, 600, 6 * 3_600),
        Delay::Typed if dice.chance(0.4) => dice.between(1, 3) * DAY + seconds(dice, 0, 20_000),
        Delay::Typed => seconds(dice, 300, 4 * 3_600),
    }
}
