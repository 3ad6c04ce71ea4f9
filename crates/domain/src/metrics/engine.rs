//! The engine: all metrics of an account for all its days, in one pass over its facts.
//!
//! Cost: per fact, one addition per stream that it belongs to (plus one look at its person's cover per
//! distinct-people metric); per account and day, a few additions per metric. Nothing is done per fact *and* day.
//!
//! - **Count, active days, sum, average**: a daily partial aggregate per stream; a window adds the day that comes in and
//!   takes away the one that goes out. Sums are integers in millionths, so they are exact and independent of order.
//! - **Last, days since**: carried forward from day to day.
//! - **Distinct people**: unions of covered days, see `people.rs`.
//!
//! Asked for the last days of an account only ([`AccountInput::from`]), each metric starts as many days earlier as its own
//! window needs (`reach.rs`); what older facts say is in [`Seen`].

use super::daily::{Daily, DayValues, blank, from_millionths, sliding, windowed};
use super::definition::{Kind, Level, Metric, MetricSet};
use super::input::{AccountInput, Known};
use super::liveness::Liveness;
use super::people::Covers;
use super::reach::Reach;
use super::seen::Seen;
use super::streams::Classifier;
use super::table::{AccountFacts, ByAccount};
use banso_kernel::{AccountId, Day};
use std::sync::atomic::{AtomicUsize, Ordering};

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

/// What is the same for all accounts of a run.
pub struct Engine<'a> {
    metrics: &'a [Metric],
    of_metric: &'a [Option<usize>],
    to: Day,
    reach: Reach,
    seen: Option<&'a Seen>,
    known: Known,
    /// Per metric that can be silent, its days from 1970 on which it was not.
    alive: Vec<Option<Vec<bool>>>,
    /// Per stream, the first day with a fact from anybody.
    began: Vec<Option<Day>>,
    needs_values: Vec<bool>,
    /// Per stream, the positions in `covers` that it feeds.
    feeds: Vec<Vec<usize>>,
    /// Per distinct-people metric: its position in the set, and whether only holders of an ID count.
    covers: Vec<(usize, bool)>,
}

/// The days that are computed of an account.
#[derive(Clone, Copy)]
struct Span {
    /// First day of its history.
    began: Day,
    /// First day asked for.
    shown: Day,
    /// Last day.
    to: Day,
}

impl Span {
    /// So many days before the first one asked for, or where history begins.
    fn back(&self, days: i32) -> Day {
        (self.shown - days).max(self.began)
    }

    /// Days from this one on.
    fn days(&self, from: Day) -> usize {
        (self.to - from).max(-1) as usize + 1
    }
}

/// The values of a metric from a day on.
struct Column {
    from: Day,
    values: Vec<f64>,
}

impl<'a> Engine<'a> {
    /// Prepares a run up to and including day `to`.
    #[must_use]
    pub fn new(set: &'a MetricSet, classifier: &'a Classifier, liveness: &Liveness, known: Known, to: Day) -> Self {
        let mut needs_values = vec![false; classifier.streams()];
        let mut feeds = vec![Vec::new(); classifier.streams()];
        let mut covers = Vec::new();
        let mut alive = Vec::with_capacity(set.metrics.len());
        for (at, metric) in set.metrics.iter().enumerate() {
            let Some(stream) = classifier.of_metric()[at] else {
                alive.push(None);
                continue;
            };
            needs_values[stream] |= metric.reads_values();
            if let Kind::People(_) | Kind::Level(Level::ActiveIds(_)) = metric.kind {
                feeds[stream].push(covers.len());
                covers.push((at, matches!(metric.kind, Kind::Level(_))));
            }
            let silent = metric.stream().filter(|_| !matches!(metric.kind, Kind::Average(_) | Kind::Last(_)));
            alive.push(silent.map(|spec| liveness.alive(stream, spec.stale_after, to)));
        }
        let began = (0..classifier.streams()).map(|stream| liveness.first(stream)).collect();
        let of_metric = classifier.of_metric();
        let metrics = set.metrics.as_slice();
        let reach = Reach::of(metrics, of_metric, classifier.streams());
        Self { metrics, of_metric, to, reach, seen: None, known, alive, began, needs_values, feeds, covers }
    }

    /// Tells of facts that are not at hand. Accounts that are asked for from a day on ([`AccountInput::from`]) then need
    /// only the facts from [`Engine::reads_from`] that day on.
    #[must_use]
    pub fn seen(self, seen: &'a Seen) -> Self {
        Self { seen: Some(seen), ..self }
    }

    /// The first day whose facts matter to the values from `day` on.
    #[must_use]
    pub fn reads_from(&self, day: Day) -> Day {
        day - self.reach.facts.iter().copied().max().unwrap_or(0)
    }

    /// Whether both say the same of every day up to `to`, and of when each stream began: then what was computed up to
    /// that day holds.
    #[must_use]
    pub fn agrees(&self, other: &Engine<'_>, to: Day) -> bool {
        let until = (to.0 + 1).max(0) as usize;
        let same = |(ours, theirs): (&Option<Vec<bool>>, &Option<Vec<bool>>)| match (ours, theirs) {
            (Some(ours), Some(theirs)) => ours.iter().take(until).eq(theirs.iter().take(until)),
            (ours, theirs) => ours == theirs,
        };
        self.began == other.began && self.alive.iter().zip(&other.alive).all(same)
    }

    /// Runs `work` on the history of each account, on `threads` threads; results come in the order of `inputs`.
    /// Accounts whose history has not begun by the last day are left out.
    pub fn each<R: Send>(
        &self,
        facts: &impl ByAccount,
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
                        if let Some(history) = self.account(facts, input) {
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
    pub fn account(&self, facts: &impl ByAccount, input: &AccountInput) -> Option<History> {
        let account = AccountId(input.account);
        let facts = facts.account(account);
        let earliest = facts.earliest.into_iter().chain(self.seen.and_then(|seen| seen.earliest(account))).min();
        let began = input.first_day(earliest).filter(|began| *began <= self.to)?;
        let shown = input.from.map_or(began, |from| from.max(began));
        let span = Span { began, shown, to: self.to };
        let mut daily = self.daily(facts, input, span);
        let mut columns: Vec<Column> = Vec::with_capacity(self.metrics.len());
        for at in 0..self.metrics.len() {
            let from = span.back(self.reach.values[at]);
            let mut values = self.column(at, from, &mut daily, (facts, input), span, &columns);
            if let Some(alive) = &self.alive[at] {
                blank(&mut values, alive, from);
            }
            columns.push(Column { from, values });
        }
        let asked = |mut column: Column| {
            drop(column.values.drain(..((shown - column.from) as usize).min(column.values.len())));
            column.values
        };
        Some(History { account, first: shown, columns: columns.into_iter().map(asked).collect() })
    }

    /// One pass over the facts.
    fn daily(&self, facts: AccountFacts<'_>, input: &AccountInput, span: Span) -> Daily {
        let cover = |(at, holders): &(usize, bool)| {
            let first = span.back(self.reach.facts[*at]);
            let mut covers = Covers::new(self.metrics[*at].window, first, span.days(first), facts.people.len());
            if *holders {
                covers.only_holders(facts.people, &input.people);
            }
            Some(covers)
        };
        let firsts = self.reach.streams.iter().map(|back| span.back(*back));
        let covers = self.covers.iter().map(cover).collect();
        let mut daily = Daily::new(firsts.map(|first| (first, span.days(first))), &self.needs_values, covers);
        let early = self.reads_from(span.shown).max(span.began).0;
        let from = facts.events.partition_point(|event| event.day() < early);
        let until = facts.events.partition_point(|event| event.day() <= span.to.0);
        for event in &facts.events[from..until.max(from)] {
            let day = event.day();
            for &stream in &facts.classes[event.class()] {
                let stream = usize::from(stream);
                let Some(count) = daily.count(stream, day) else { continue };
                *count += 1;
                if event.person() != 0 {
                    for &cover in &self.feeds[stream] {
                        if let Some(cover) = &mut daily.covers[cover] {
                            cover.note(event.person(), day);
                        }
                    }
                }
            }
        }
        for row in facts.values {
            for &stream in &facts.classes[usize::from(row.class)] {
                if let Some(values) = daily.value(usize::from(stream), i32::from(row.day)) {
                    values.add(row.moment, row.value);
                }
            }
        }
        daily
    }

    /// A metric's values from day `from` on.
    fn column(
        &self,
        at: usize,
        from: Day,
        daily: &mut Daily,
        (facts, input): (AccountFacts<'_>, &AccountInput),
        span: Span,
        earlier: &[Column],
    ) -> Vec<f64> {
        let metric = &self.metrics[at];
        let window = usize::from(metric.window);
        let stream = self.of_metric[at].unwrap_or(0);
        let first = span.back(self.reach.facts[at]);
        // The days before are there to fill the window.
        let filled = (from - first) as usize;
        let no_data = || vec![f64::NAN; span.days(from)];
        match &metric.kind {
            Kind::Count(_) => sliding(daily.counts(stream, first), window, i64::from).skip(filled).collect(),
            Kind::ActiveDays(_) => {
                sliding(daily.counts(stream, first), window, |n| i64::from(n > 0)).skip(filled).collect()
            }
            Kind::Sum(_) => {
                let sums = windowed(daily.values(stream, first), window);
                sums.skip(filled).map(|(sum, _)| from_millionths(sum)).collect()
            }
            Kind::Average(_) => {
                let mean = |(sum, count): (i128, i64)| {
                    if count == 0 { f64::NAN } else { from_millionths(sum) / count as f64 }
                };
                windowed(daily.values(stream, first), window).skip(filled).map(mean).collect()
            }
            Kind::Last(_) => {
                let mut last = (f64::NAN, 0);
                let carry = |(day, values): (usize, &DayValues)| {
                    if values.count > 0 {
                        last = (values.last, day);
                    }
                    let age = day - last.1;
                    if age >= window {
                        return f64::NAN;
                    }
                    metric.fading.map_or(last.0, |fading| fading.after(last.0, age))
                };
                daily.values(stream, first).iter().enumerate().map(carry).skip(filled).collect()
            }
            Kind::DaysSince(_) => {
                let account = AccountId(input.account);
                let before = match self.seen {
                    Some(seen) => seen.last_before(account, stream, from),
                    None => facts.last_before(stream, from),
                };
                let mut last = before.map(|day| i64::from(day - from));
                let carry = |(day, count): (usize, &u32)| {
                    if *count > 0 {
                        last = Some(day as i64);
                    }
                    last.map_or(f64::NAN, |last| (day as i64 - last) as f64)
                };
                daily.counts(stream, from).iter().enumerate().map(carry).collect()
            }
            Kind::Level(Level::ActiveIds(_)) if !self.known.people => no_data(),
            Kind::People(_) | Kind::Level(Level::ActiveIds(_)) => {
                let covers = self.covers.iter().position(|(of, _)| *of == at).and_then(|at| daily.covers[at].take());
                covers.map_or_else(no_data, |covers| covers.column().skip(filled).collect())
            }
            Kind::Ratio { of, per } => {
                let divide = |(of, per): (&f64, &f64)| if *per == 0.0 { f64::NAN } else { of / per };
                let values = |metric: usize| earlier[metric].values.iter().skip((from - earlier[metric].from) as usize);
                values(*of).zip(values(*per)).map(divide).collect()
            }
            Kind::Change { of } => self.change(*of, i32::from(metric.window), from, span, &earlier[*of]),
            Kind::Level(level) => self.level(level, input, from, span.days(from)),
            Kind::Risk(risk) => {
                let on =
                    |metric: usize, day: usize| earlier[metric].values[(from - earlier[metric].from) as usize + day];
                (0..span.days(from)).map(|day| risk.per_cent(|metric| on(metric, day))).collect()
            }
        }
    }

    fn change(&self, of: usize, back: i32, from: Day, span: Span, column: &Column) -> Vec<f64> {
        let base_window = i32::from(self.metrics[of].window);
        // Both windows must lie within what was observed of the account and of the stream (RULE 15).
        let stream_began = self.of_metric[of].and_then(|stream| self.began[stream]);
        let observed = stream_began.map_or(span.began, |day| day.max(span.began));
        let value = |day: Day| {
            let at = (day - column.from) as usize;
            if day - observed + 1 < back + base_window || at < back as usize {
                return f64::NAN;
            }
            let before = column.values[at - back as usize];
            if before == 0.0 { f64::NAN } else { column.values[at] / before - 1.0 }
        };
        (0..span.days(from)).map(|at| value(from + at as i32)).collect()
    }

    fn level(&self, level: &Level, input: &AccountInput, first: Day, days: usize) -> Vec<f64> {
        let known = match level {
            Level::ActiveContracts | Level::Cmrr => self.known.contracts,
            Level::IssuedIds | Level::Champions | Level::ActiveIds(_) => self.known.people,
        };
        if !known {
            return vec![f64::NAN; days];
        }
        let mut steps = vec![0i64; days + 1];
        let mut step = |from: Day, to: Option<Day>, amount: i64| {
            let from = (from - first).clamp(0, days as i32) as usize;
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
        let scale = if matches!(level, Level::Cmrr) { 10f64.powi(self.known.digits as i32) } else { 1.0 };
        let mut sum = 0;
        steps[..days].iter().map(|step| (sum += step, sum as f64 / scale).1).collect()
    }
}
