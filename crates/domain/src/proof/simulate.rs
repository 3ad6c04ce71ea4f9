//! Plays whose effect is known, to see whether the intervals keep their word.
//!
//! Each experiment is a play that accounts enter over some weeks and that is looked at on every day from the first outcome
//! to the last. What is counted is over all looks of an experiment at once: one look at which the interval misses is enough.

use super::chance::Chance;
use super::units::{Outcome, Terms, Unit};
use super::{NotEnough, Proof, course};
use banso_kernel::Day;

/// The true effect of a simulated play.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Effect {
    /// None, ever.
    None,
    /// The same for all accounts.
    Constant(f64),
    /// From 0 for the first account to this for the last: a team that learns.
    Growing(f64),
}

impl Effect {
    /// The effect for an account that enters at this share of the time.
    fn at(self, share: f64) -> f64 {
        match self {
            Effect::None => 0.0,
            Effect::Constant(effect) => effect,
            Effect::Growing(last) => last * share,
        }
    }
}

/// What is simulated.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scenario {
    /// The true effect, in the outcome's unit.
    pub effect: Effect,
    /// Accounts that enter, evenly over the days of entry.
    pub accounts: u32,
    /// Days of entry.
    pub days: u16,
    /// Days from entry to the outcome.
    pub horizon: u16,
    /// Share held out.
    pub held_out: f64,
    /// The outcome.
    pub world: World,
}

/// Where outcomes come from.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum World {
    /// An account is retained with this probability without the play.
    Retention(f64),
    /// A number with standard deviation 1 that correlates so much with the same number before entry.
    Metric {
        /// The correlation, −1 to 1.
        correlation: f64,
    },
}

/// The scenarios of `banso simulate`, each with a name: no effect, three points, and one that grows; a hold-out that is
/// small, many kept, little data; a number that its past foretells (r = 0.75), and one that it does not.
#[must_use]
pub fn standard() -> Vec<(&'static str, Scenario)> {
    let scenario =
        |effect, accounts, held_out, world| Scenario { effect, accounts, days: 90, horizon: 90, held_out, world };
    let kept = |base| World::Retention(base);
    let metric = |correlation| World::Metric { correlation };
    vec![
        ("none", scenario(Effect::None, 2_000, 0.1, kept(0.8))),
        ("none-half", scenario(Effect::None, 400, 0.5, kept(0.8))),
        ("none-rare", scenario(Effect::None, 2_000, 0.2, kept(0.95))),
        ("constant", scenario(Effect::Constant(0.03), 2_000, 0.1, kept(0.8))),
        ("constant-half", scenario(Effect::Constant(0.03), 2_000, 0.5, kept(0.8))),
        ("growing", scenario(Effect::Growing(0.06), 2_000, 0.2, kept(0.8))),
        ("large", scenario(Effect::Constant(0.1), 2_000, 0.5, kept(0.8))),
        ("little", scenario(Effect::None, 400, 0.1, kept(0.95))),
        ("covariate", scenario(Effect::None, 1_000, 0.1, metric(0.75))),
        ("no-covariate", scenario(Effect::None, 1_000, 0.1, metric(0.0))),
    ]
}

/// What came of many experiments.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Tally {
    /// Experiments that had enough data at some look.
    pub judged: u32,
    /// Experiments that never had.
    pub not_enough: u32,
    /// Looks at which there was an interval, over all experiments.
    pub looks: u64,
    /// Experiments whose interval missed the true effect at some look.
    pub missed: u32,
    /// Experiments in which the play was said to work, or to harm, at some look. False alarms where there is no effect.
    pub alarmed: u32,
    /// The same by ordinary intervals that are made for one look.
    pub alarmed_by_once: u32,
    /// Of alarms, those that named the wrong direction.
    pub wrong_way: u32,
    /// Mean half-width of the interval at the last look.
    pub margin: f64,
    /// Mean share of variance that the covariate left (CUPED) at the last look.
    pub variance_left: f64,
    /// Mean of the estimate less the true effect at the last look.
    pub bias: f64,
}

impl Tally {
    /// Share of judged experiments whose interval held at all looks.
    #[must_use]
    pub fn coverage(&self) -> f64 {
        1.0 - f64::from(self.missed) / f64::from(self.judged.max(1))
    }

    /// Share of judged experiments that raised an alarm.
    #[must_use]
    pub fn alarms(&self) -> f64 {
        f64::from(self.alarmed) / f64::from(self.judged.max(1))
    }
}

/// Runs experiments. The same seed gives the same tally.
#[must_use]
pub fn simulate(scenario: &Scenario, experiments: u32, seed: u64) -> Tally {
    let mut tally = Tally::default();
    let mut seeds = Chance::new(seed);
    for _ in 0..experiments {
        run(scenario, &mut Chance::new(seeds.next()), &mut tally);
    }
    let judged = f64::from(tally.judged.max(1));
    for sum in [&mut tally.margin, &mut tally.variance_left, &mut tally.bias] {
        *sum /= judged;
    }
    tally
}

fn run(scenario: &Scenario, chance: &mut Chance, tally: &mut Tally) {
    let (units, effects) = draw(scenario, chance);
    let outcome = match scenario.world {
        World::Retention(_) => Outcome::Share,
        World::Metric { .. } => Outcome::Number,
    };
    let terms = Terms { planned: scenario.accounts, ..Terms::new(outcome, scenario.horizon) };
    let first = i32::from(scenario.horizon);
    let days: Vec<Day> = (first..first + i32::from(scenario.days)).map(Day).collect();
    let looks = course(&units, &days, &terms);
    let seen: Vec<(f64, Proof)> =
        looks.iter().filter_map(|(day, look)| judged(*day, *look, &effects, &units, first)).collect();
    let Some((truth, last)) = seen.last() else {
        tally.not_enough += 1;
        return;
    };
    tally.judged += 1;
    tally.looks += seen.len() as u64;
    tally.missed += u32::from(seen.iter().any(|(truth, proof)| !proof.always.holds(*truth)));
    tally.alarmed += u32::from(seen.iter().any(|(_, proof)| proof.is_shown()));
    tally.alarmed_by_once += u32::from(seen.iter().any(|(_, proof)| !proof.once.holds(0.0)));
    tally.wrong_way += u32::from(seen.iter().any(|(truth, proof)| proof.is_shown() && proof.uplift * truth < 0.0));
    tally.margin += last.always.margin();
    tally.variance_left += last.variance_left;
    tally.bias += last.uplift - truth;
}

/// A look, with the mean true effect of the accounts whose outcome it knows.
fn judged(
    day: Day,
    look: Result<Proof, NotEnough>,
    effects: &[f64],
    units: &[Unit],
    horizon: i32,
) -> Option<(f64, Proof)> {
    let proof = look.ok()?;
    let known = units.partition_point(|unit| unit.entered + horizon <= day);
    Some((effects[..known].iter().sum::<f64>() / known as f64, proof))
}

/// Accounts in the order of entry, and the true effect on each.
fn draw(scenario: &Scenario, chance: &mut Chance) -> (Vec<Unit>, Vec<f64>) {
    let account = |at: u32| {
        let share = f64::from(at) / f64::from(scenario.accounts.max(2) - 1);
        let treated = chance.share() >= scenario.held_out;
        let effect = scenario.effect.at(share);
        let with = if treated { effect } else { 0.0 };
        let (before, outcome) = match scenario.world {
            World::Retention(base) => (f64::NAN, f64::from(u8::from(chance.share() < base + with))),
            World::Metric { correlation } => {
                let before = chance.normal();
                let own = (1.0 - correlation * correlation).sqrt() * chance.normal();
                (before, correlation * before + own + with)
            }
        };
        let entered = Day((share * f64::from(scenario.days.max(1) - 1)) as i32);
        (Unit { entered, treated, outcome: Some(outcome), before }, effect)
    };
    (0..scenario.accounts).map(account).unzip()
}
