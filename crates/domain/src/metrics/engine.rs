//! The engine: all metrics of an account for all its days, in one pass over its facts.
//!
//! Cost: per fact, one addition per stream that it belongs to (plus one table look-up per distinct-people metric);
//! per account and day, a few additions per metric. Nothing is done per fact *and* day.
//!
//! - **Count, active days, sum, average**: a daily partial aggregate per stream, made a prefix sum; a window is the
//!   difference of two entries. Sums are integers in millionths, so they are exact and independent of order.
//! - **Last, days since**: carried forward from day to day.
//! - **Distinct people**: a fact on day *d* covers the days *d … d + window − 1* of its person. Overlapping covers of
//!   the same person are merged as they come (facts are in order of days), and a merged cover adds 1 at its first
//!   day and −1 after its last to a difference array. One person costs one entry in a map, however wide the window.

use super::definition::{Kind, Level, Metric, MetricSet};
use super::people::Covers;
use super::streams::Classifier;
use super::table::{AccountFacts, Grouped, Presence};
use banso_kernel::{AccountId, Day};
use std::sync::atomic::{AtomicUsize, Ordering};

/// What the engine must know of an account besides its facts.
#[derive(Clone, Debug, Default)]
pub struct AccountInput {
    /// Which.
    pub account: i64,
    /// First day as a customer, where known. History starts there, or at the first fact, contract or ID.
    pub since: Option<Day>,
    /// Contracts in the workspace's currency.
    pub contracts: Vec<ContractSpan>,
    /// People.
    pub people: Vec<PersonSpan>,
}

/// A contract as the engine sees it.
#[derive(Clone, Copy, Debug)]
pub struct ContractSpan {
    /// First day in force.
    pub from: Day,
    /// Last day in force.
    pub to: Option<Day>,
    /// Amount a month in minor units.
    pub monthly: i64,
}

/// A person as the engine sees them.
#[derive(Clone, Copy, Debug)]
pub struct PersonSpan {
    /// The person's key.
    pub person: i64,
    /// First day with an ID.
    pub issued: Option<Day>,
    /// Last day at the account.
    pub left: Option<Day>,
    /// Promotes the product.
    pub champion: bool,
}

/// Every metric of an account for every day from `first`.
#[derive(Clone, Debug, PartialEq)]
pub struct History {
    /// Whose.
    pub account: AccountId,
    /// The first day.
    pub first: Day,
    /// Per metric, a value per day; NaN is no data.
    pub columns: Vec<Vec<f64>>,
}

impl History {
    /// Number of days.
    #[must_use]
    pub fn days(&self) -> usize {
        self.columns.first().map_or(0, Vec::len)
    }

    /// A metric's value on a day; NaN outside the history.
    #[must_use]
    pub fn value(&self, metric: usize, day: Day) -> f64 {
        usize::try_from(day - self.first).ok().and_then(|at| self.columns[metric].get(at)).copied().unwrap_or(f64::NAN)
    }
}

/// On which days each stream had a fact from any account: decides between "none" and "no data".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Liveness {
    /// Per stream, a bit a day since 1970.
    pub streams: Vec<Vec<u64>>,
}

impl Liveness {
    /// From what a table saw.
    #[must_use]
    pub fn of(classifier: &Classifier, presence: &Presence) -> Self {
        let mut streams = vec![Vec::new(); classifier.streams()];
        for (class, members) in classifier.classes().iter().enumerate() {
            for &stream in members {
                or_into(&mut streams[usize::from(stream)], presence.days(class));
            }
        }
        Self { streams }
    }

    /// Adds what another table saw. Order does not matter.
    pub fn merge(&mut self, other: &Liveness) {
        for (mine, theirs) in self.streams.iter_mut().zip(&other.streams) {
            or_into(mine, theirs);
        }
    }

    fn has(&self, stream: usize, day: i32) -> bool {
        let word = usize::try_from(day).ok().and_then(|day| self.streams[stream].get(day / 64));
        word.is_some_and(|bits| bits >> (day % 64) & 1 == 1)
    }

    /// First day with a fact, if any.
    #[must_use]
    pub fn first(&self, stream: usize) -> Option<Day> {
        let words = self.streams.get(stream)?.iter().enumerate();
        let (at, bits) = words.into_iter().find(|(_, bits)| **bits != 0)?;
        Some(Day(at as i32 * 64 + bits.trailing_zeros() as i32))
    }

    /// Last day with a fact, if any.
    #[must_use]
    pub fn last(&self, stream: usize) -> Option<Day> {
        let words = self.streams.get(stream)?.iter().enumerate();
        let (at, bits) = words.into_iter().rfind(|(_, bits)| **bits != 0)?;
        Some(Day(at as i32 * 64 + 63 - bits.leading_zeros() as i32))
    }
}

fn or_into(mine: &mut Vec<u64>, theirs: &[u64]) {
    if mine.len() < theirs.len() {
        mine.resize(theirs.len(), 0);
    }
    mine.iter_mut().zip(theirs).for_each(|(mine, theirs)| *mine |= theirs);
}

/// What is the same for all accounts of a run.
pub struct Engine<'a> {
    metrics: &'a [Metric],
    of_metric: &'a [Option<usize>],
    classes: &'a [Vec<u16>],
    liveness: &'a Liveness,
    to: Day,
    digits: i32,
    any_contracts: bool,
    any_people: bool,
    needs_values: Vec<bool>,
    /// Per stream, the positions in `covers` that it feeds.
    feeds: Vec<Vec<usize>>,
    /// Per distinct-people metric: its position in the set, and whether only holders of an ID count.
    covers: Vec<(usize, bool)>,
}

/// What exists in the whole workspace, for levels: 0 contracts is a level only where contracts are kept at all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Known {
    /// Any contract exists.
    pub contracts: bool,
    /// Any person exists.
    pub people: bool,
    /// Digits of the workspace currency's minor unit.
    pub digits: u32,
}

impl<'a> Engine<'a> {
    /// Prepares a run up to and including day `to`.
    #[must_use]
    pub fn new(set: &'a MetricSet, classifier: &'a Classifier, liveness: &'a Liveness, known: Known, to: Day) -> Self {
        let mut needs_values = vec![false; classifier.streams()];
        let mut feeds = vec![Vec::new(); classifier.streams()];
        let mut covers = Vec::new();
        for (at, metric) in set.metrics.iter().enumerate() {
            let Some(stream) = classifier.of_metric()[at] else { continue };
            match metric.kind {
                Kind::Sum(_) | Kind::Average(_) | Kind::Last(_) => needs_values[stream] = true,
                Kind::People(_) | Kind::Level(Level::ActiveIds(_)) => {
                    feeds[stream].push(covers.len());
                    covers.push((at, matches!(metric.kind, Kind::Level(_))));
                }
                _ => {}
            }
        }
        Self {
            metrics: &set.metrics,
            of_metric: classifier.of_metric(),
            classes: classifier.classes(),
            liveness,
            to,
            digits: known.digits as i32,
            any_contracts: known.contracts,
            any_people: known.people,
            needs_values,
            feeds,
            covers,
        }
    }

    /// Runs `work` on the history of each account, on `threads` threads; results come in the order of `inputs`.
    /// Accounts whose history has not begun by the last day are left out.
    pub fn each<R: Send>(
        &self,
        table: &Grouped,
        inputs: &[AccountInput],
        threads: usize,
        work: impl Fn(&AccountInput, History) -> R + Sync,
    ) -> Vec<R> {
        const CHUNK: usize = 16;
        let (next, work) = (AtomicUsize::new(0), &work);
        let mut parts: Vec<(usize, R)> = std::thread::scope(|scope| {
            let run = || {
                let mut done = Vec::new();
                loop {
                    let from = next.fetch_add(CHUNK, Ordering::Relaxed);
                    let Some(chunk) = inputs.get(from..inputs.len().min(from + CHUNK)).filter(|c| !c.is_empty()) else {
                        return done;
                    };
                    for (at, input) in chunk.iter().enumerate() {
                        if let Some(history) = self.account(table, input) {
                            done.push((from + at, work(input, history)));
                        }
                    }
                }
            };
            let workers: Vec<_> = (1..threads.max(1)).map(|_| scope.spawn(run)).collect();
            let mut all = run();
            for worker in workers {
                match worker.join() {
                    Ok(done) => all.extend(done),
                    Err(panic) => std::panic::resume_unwind(panic),
                }
            }
            all
        });
        parts.sort_by_key(|(at, _)| *at);
        parts.into_iter().map(|(_, result)| result).collect()
    }

    /// The history of one account; `None` if it has not begun by the last day.
    #[must_use]
    pub fn account(&self, table: &Grouped, input: &AccountInput) -> Option<History> {
        let facts = table.account(AccountId(input.account));
        let first = first_day(input, facts.earliest).filter(|first| *first <= self.to)?;
        let days = (self.to - first) as usize + 1;
        let daily = self.daily(facts, input, first, days);
        let mut columns: Vec<Vec<f64>> = Vec::with_capacity(self.metrics.len());
        for at in 0..self.metrics.len() {
            let column = self.column(at, &daily, input, first, days, &columns);
            columns.push(column);
        }
        Some(History { account: AccountId(input.account), first, columns })
    }

    /// One pass over the facts.
    fn daily(&self, facts: AccountFacts<'_>, input: &AccountInput, first: Day, days: usize) -> Daily {
        let streams = self.of_metric.iter().flatten().max().map_or(0, |most| most + 1);
        let mut daily = Daily {
            counts: vec![vec![0; days]; streams],
            values: (0..streams)
                .map(|at| if self.needs_values[at] { vec![DayValues::default(); days] } else { vec![] })
                .collect(),
            covers: self.covers.iter().map(|(at, _)| Covers::new(self.metrics[*at].window, days)).collect(),
        };
        for (&when, &person) in facts.when.iter().zip(facts.person) {
            let at = ((when >> 16) as i32 - first.0) as usize;
            if at >= days {
                break;
            }
            for &stream in &self.classes[(when & 0xffff) as usize] {
                let stream = usize::from(stream);
                daily.counts[stream][at] += 1;
                if person != 0 {
                    self.feeds[stream].iter().for_each(|&cover| daily.covers[cover].note(person, at as i32));
                }
            }
        }
        for row in facts.values {
            let at = (i32::from(row.day) - first.0) as usize;
            if at >= days {
                break;
            }
            for &stream in &self.classes[usize::from(row.class)] {
                if self.needs_values[usize::from(stream)] {
                    daily.values[usize::from(stream)][at].add(row.moment, row.value);
                }
            }
        }
        for (cover, (_, holders_only)) in daily.covers.iter_mut().zip(&self.covers) {
            if *holders_only {
                cover.finish_within(&input.people, first);
            } else {
                cover.finish();
            }
        }
        daily
    }

    fn column(
        &self,
        at: usize,
        daily: &Daily,
        input: &AccountInput,
        first: Day,
        days: usize,
        earlier: &[Vec<f64>],
    ) -> Vec<f64> {
        let metric = &self.metrics[at];
        let window = usize::from(metric.window);
        let stream = self.of_metric[at].unwrap_or(0);
        match &metric.kind {
            Kind::Count(spec) => {
                let counts = windowed(daily.counts[stream].iter().map(|&n| i128::from(n)), window);
                self.live(stream, spec.stale_after, first, counts.map(|n| n as f64).collect())
            }
            Kind::ActiveDays(spec) => {
                let active = windowed(daily.counts[stream].iter().map(|&n| i128::from(n > 0)), window);
                self.live(stream, spec.stale_after, first, active.map(|n| n as f64).collect())
            }
            Kind::Sum(spec) => {
                let sums = windowed(daily.values[stream].iter().map(|v| v.sum), window);
                self.live(stream, spec.stale_after, first, sums.map(from_millionths).collect())
            }
            Kind::Average(_) => {
                let sums = windowed(daily.values[stream].iter().map(|v| v.sum), window);
                let counts = windowed(daily.values[stream].iter().map(|v| i128::from(v.count)), window);
                let mean = |(sum, count): (i128, i128)| {
                    if count == 0 { f64::NAN } else { from_millionths(sum) / count as f64 }
                };
                sums.zip(counts).map(mean).collect()
            }
            Kind::Last(_) => {
                let mut last = (f64::NAN, 0);
                let carry = |(day, values): (usize, &DayValues)| {
                    if values.count > 0 {
                        last = (values.last, day);
                    }
                    if day - last.1 < window { last.0 } else { f64::NAN }
                };
                daily.values[stream].iter().enumerate().map(carry).collect()
            }
            Kind::DaysSince(spec) => {
                let mut last = None;
                let carry = |(day, count): (usize, &u32)| {
                    if *count > 0 {
                        last = Some(day);
                    }
                    last.map_or(f64::NAN, |last| (day - last) as f64)
                };
                let since = daily.counts[stream].iter().enumerate().map(carry).collect();
                self.live(stream, spec.stale_after, first, since)
            }
            Kind::People(spec) | Kind::Level(Level::ActiveIds(spec)) => {
                let cover = self.covers.iter().position(|(of, _)| *of == at);
                let column = cover.map_or_else(|| vec![f64::NAN; days], |cover| daily.covers[cover].column());
                let column = self.live(stream, spec.stale_after, first, column);
                if matches!(metric.kind, Kind::Level(_)) && !self.any_people { vec![f64::NAN; days] } else { column }
            }
            Kind::Ratio { of, per } => {
                let divide = |(of, per): (&f64, &f64)| if *per == 0.0 { f64::NAN } else { of / per };
                earlier[*of].iter().zip(&earlier[*per]).map(divide).collect()
            }
            Kind::Change { of } => self.change(*of, window, first, &earlier[*of]),
            Kind::Level(level) => self.level(level, input, first, days),
        }
    }

    /// Blanks the days on which the stream was silent for everybody.
    fn live(&self, stream: usize, stale_after: u16, first: Day, mut column: Vec<f64>) -> Vec<f64> {
        let stale = i32::from(stale_after);
        // Day of the last fact from anybody, looked for once and then carried forward.
        let mut last = (first.0 - stale + 1..=first.0).rev().find(|&day| self.liveness.has(stream, day));
        for (at, value) in column.iter_mut().enumerate() {
            let day = first.0 + at as i32;
            if self.liveness.has(stream, day) {
                last = Some(day);
            }
            if last.is_none_or(|last| day - last >= stale) {
                *value = f64::NAN;
            }
        }
        column
    }

    fn change(&self, of: usize, back: usize, first: Day, column: &[f64]) -> Vec<f64> {
        let base_window = usize::from(self.metrics[of].window);
        // Both windows must lie within what was observed of the account and of the stream (RULE 15).
        let stream_first = self.of_metric[of].and_then(|stream| self.liveness.first(stream));
        let observed = stream_first.map_or(0, |day| (day - first).max(0) as usize);
        let value = |at: usize| {
            if at + 1 < back + base_window + observed {
                return f64::NAN;
            }
            let before = column[at - back];
            if before == 0.0 { f64::NAN } else { column[at] / before - 1.0 }
        };
        (0..column.len()).map(value).collect()
    }

    fn level(&self, level: &Level, input: &AccountInput, first: Day, days: usize) -> Vec<f64> {
        let known = match level {
            Level::ActiveContracts | Level::Cmrr => self.any_contracts,
            Level::IssuedIds | Level::Champions | Level::ActiveIds(_) => self.any_people,
        };
        if !known {
            return vec![f64::NAN; days];
        }
        let mut steps = vec![0i64; days + 1];
        let mut step = |from: Day, to: Option<Day>, amount: i64| {
            let from = (from - first).max(0) as usize;
            let until = to.map_or(days, |to| (to - first + 1).clamp(0, days as i32) as usize);
            if from < until {
                steps[from] += amount;
                steps[until] -= amount;
            }
        };
        match level {
            Level::ActiveContracts => input.contracts.iter().for_each(|c| step(c.from, c.to, 1)),
            Level::Cmrr => input.contracts.iter().for_each(|c| step(c.from, c.to, c.monthly)),
            Level::IssuedIds => {
                input.people.iter().filter_map(|p| Some((p.issued?, p.left))).for_each(|(from, to)| step(from, to, 1));
            }
            Level::Champions | Level::ActiveIds(_) => {
                let champions = input.people.iter().filter(|p| p.champion);
                champions.for_each(|p| step(p.issued.unwrap_or(first), p.left, 1));
            }
        }
        let scale = if matches!(level, Level::Cmrr) { 10f64.powi(self.digits) } else { 1.0 };
        let mut sum = 0;
        steps[..days].iter().map(|step| (sum += step, sum as f64 / scale).1).collect()
    }
}

/// Daily partial aggregates of one account, per stream.
struct Daily {
    counts: Vec<Vec<u32>>,
    /// Empty where no metric reads values.
    values: Vec<Vec<DayValues>>,
    covers: Vec<Covers>,
}

#[derive(Clone, Default)]
struct DayValues {
    sum: i128,
    count: u32,
    last: f64,
    moment: i64,
}

impl DayValues {
    fn add(&mut self, moment: i64, value: f64) {
        // Of two values at the same microsecond the greater one is last, in whatever order they came.
        let later =
            self.count == 0 || (moment, value).partial_cmp(&(self.moment, self.last)).is_some_and(|o| o.is_gt());
        if later {
            (self.moment, self.last) = (moment, value);
        }
        self.sum += (value * 1e6).round() as i128;
        self.count += 1;
    }
}

fn from_millionths(sum: i128) -> f64 {
    sum as f64 / 1e6
}

/// Sums over the last `window` entries.
fn windowed(daily: impl ExactSizeIterator<Item = i128>, window: usize) -> impl Iterator<Item = i128> {
    let mut prefix = Vec::with_capacity(daily.len() + 1);
    prefix.push(0);
    for value in daily {
        prefix.push(prefix[prefix.len() - 1] + value);
    }
    (1..prefix.len()).map(move |at| prefix[at] - prefix[at.saturating_sub(window)])
}

fn first_day(input: &AccountInput, earliest_fact: Option<Day>) -> Option<Day> {
    let contracts = input.contracts.iter().map(|contract| contract.from);
    let people = input.people.iter().filter_map(|person| person.issued);
    input.since.into_iter().chain(earliest_fact).chain(contracts).chain(people).min()
}
