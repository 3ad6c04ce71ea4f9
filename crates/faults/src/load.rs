//! Load: several connections that send batches, note what was acknowledged, and mind what the server asks.

use crate::dice::Dice;
use crate::events::{Batch, Shape};
use crate::http::{Answer, Client};
use crate::ledger::Ledger;
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

/// What to send where.
#[derive(Clone, Debug)]
pub struct Plan {
    /// The server.
    pub address: SocketAddr,
    /// A write key (`bk_…`).
    pub key: String,
    /// Connections, each with one request at a time.
    pub connections: usize,
    /// The batches.
    pub shape: Shape,
    /// Batches a second over all connections; as fast as answers come if none.
    pub rate: Option<f64>,
    /// Longer than this no single answer may take.
    pub timeout: Duration,
    /// No longer than this a connection waits, whatever the server asks.
    pub patience: Duration,
}

impl Plan {
    /// Four connections with batches of 20 to 100 events, as fast as answers come.
    #[must_use]
    pub fn new(address: SocketAddr, key: &str) -> Self {
        Self {
            address,
            key: key.to_owned(),
            connections: 4,
            shape: Shape::default(),
            rate: None,
            timeout: Duration::from_secs(30),
            patience: Duration::from_secs(1),
        }
    }
}

/// One answer of 200.
#[derive(Clone, Copy, Debug)]
pub struct Ack {
    /// When it came, from the start of the load.
    pub at: Duration,
    /// How long it took.
    pub took: Duration,
    /// Events in it.
    pub events: usize,
}

/// What happened.
#[derive(Clone, Default)]
pub struct Tally {
    /// Answers of 200, in the order in which they came.
    pub acks: Vec<Ack>,
    /// How often each status came.
    pub statuses: BTreeMap<u16, u64>,
    /// Answers of 429 and 503 that did not say when to come again.
    pub without_retry_after: u64,
    /// Connections that broke or answered nothing in time.
    pub broken: u64,
    /// What else was answered, shortened; at most ten.
    pub odd: Vec<String>,
}

impl std::fmt::Debug for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { statuses, without_retry_after, broken, odd, .. } = self;
        write!(
            f,
            "{} events; {statuses:?}, {without_retry_after} without Retry-After, {broken} broken, {odd:?}",
            self.events()
        )
    }
}

impl Tally {
    /// Events acknowledged.
    #[must_use]
    pub fn events(&self) -> usize {
        self.acks.iter().map(|ack| ack.events).sum()
    }

    /// The time within which the share `q` (0 to 1) of the acknowledgements between two moments came; none if there
    /// were none.
    #[must_use]
    pub fn quantile(&self, q: f64, from: Duration, to: Duration) -> Option<Duration> {
        let mut took: Vec<Duration> =
            self.acks.iter().filter(|ack| (from..to).contains(&ack.at)).map(|ack| ack.took).collect();
        took.sort_unstable();
        let last = took.len().checked_sub(1)?;
        Some(took[(last as f64 * q).ceil() as usize])
    }

    /// The same over all of them.
    #[must_use]
    pub fn overall(&self, q: f64) -> Option<Duration> {
        self.quantile(q, Duration::ZERO, Duration::MAX)
    }

    /// Answers other than 200, 429 and 503.
    #[must_use]
    pub fn others(&self) -> u64 {
        self.statuses.iter().filter(|(status, _)| !matches!(status, 200 | 429 | 503)).map(|(_, times)| times).sum()
    }
}

/// Running load; stops when dropped.
#[derive(Debug)]
pub struct Load {
    stop: Arc<AtomicBool>,
    tally: Arc<Mutex<Tally>>,
    threads: Vec<JoinHandle<()>>,
}

impl Load {
    /// Starts the connections. What `ledger` is unsure of is sent first.
    #[must_use]
    pub fn start(plan: &Plan, ledger: &Arc<Ledger>, dice: &mut Dice) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let tally = Arc::new(Mutex::new(Tally::default()));
        let begun = Instant::now();
        let threads = (0..plan.connections.max(1)).map(|place| {
            let sender = Sender {
                plan: plan.clone(),
                ledger: Arc::clone(ledger),
                stop: Arc::clone(&stop),
                tally: Arc::clone(&tally),
                dice: Dice::new(dice.bits()),
                begun,
                place,
            };
            std::thread::spawn(move || sender.run())
        });
        Self { threads: threads.collect(), stop, tally }
    }

    /// What happened so far.
    #[must_use]
    pub fn so_far(&self) -> Tally {
        lock(&self.tally).clone()
    }

    /// Waits until `enough` of what happened, at most `limit`; says whether it came to that.
    pub fn wait_until(&self, limit: Duration, enough: impl Fn(&Tally) -> bool) -> bool {
        let begun = Instant::now();
        while begun.elapsed() < limit {
            if enough(&lock(&self.tally)) {
                return true;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
        enough(&lock(&self.tally))
    }

    /// Stops sending; what is on its way is waited for.
    #[must_use]
    pub fn stop(mut self) -> Tally {
        self.halt();
        self.so_far()
    }

    fn halt(&mut self) {
        self.stop.store(true, Ordering::Relaxed);
        self.threads.drain(..).for_each(|thread| {
            let _ = thread.join();
        });
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.halt();
    }
}

fn lock(tally: &Mutex<Tally>) -> MutexGuard<'_, Tally> {
    tally.lock().unwrap_or_else(PoisonError::into_inner)
}

/// One connection.
struct Sender {
    plan: Plan,
    ledger: Arc<Ledger>,
    stop: Arc<AtomicBool>,
    tally: Arc<Mutex<Tally>>,
    dice: Dice,
    begun: Instant,
    place: usize,
}

impl Sender {
    fn run(mut self) {
        let mut client = Client::new(self.plan.address, self.plan.timeout);
        let pause = self.plan.rate.map(|rate| Duration::from_secs_f64(self.plan.connections as f64 / rate));
        // Connections take turns instead of all sending at once.
        let mut due =
            pause.map_or(Duration::ZERO, |pause| pause.mul_f64(self.place as f64 / self.plan.connections as f64));
        while !self.stopped() {
            if let Some(pause) = pause {
                self.sleep(due.saturating_sub(self.begun.elapsed()));
                due += pause;
            }
            let batch = self.ledger.again().unwrap_or_else(|| Batch::new(&mut self.dice, &self.plan.shape));
            self.ledger.send(&batch);
            self.deliver(&mut client, batch);
        }
    }

    /// Sends a batch until it is settled: acknowledged, refused for good, or in doubt.
    fn deliver(&self, client: &mut Client, batch: Batch) {
        loop {
            let Ok(answer) = client.post("/v1/batch", &self.plan.key, &batch.body) else {
                lock(&self.tally).broken += 1;
                self.ledger.doubt(batch);
                return self.sleep(Duration::from_millis(20));
            };
            if answer.status == 200 {
                self.ledger.acknowledge(&batch);
                let ack = Ack { at: self.begun.elapsed(), took: answer.took, events: batch.ids.len() };
                let mut tally = lock(&self.tally);
                tally.acks.push(ack);
                *tally.statuses.entry(200).or_default() += 1;
                return;
            }
            self.note(&answer);
            if !matches!(answer.status, 429 | 500..=599) {
                return; // refused for good; never acknowledged
            }
            self.sleep(answer.retry_after().unwrap_or(Duration::from_millis(100)).min(self.plan.patience));
            if self.stopped() {
                return self.ledger.doubt(batch);
            }
        }
    }

    fn note(&self, answer: &Answer) {
        let mut tally = lock(&self.tally);
        *tally.statuses.entry(answer.status).or_default() += 1;
        let busy = matches!(answer.status, 429 | 503);
        if busy && answer.retry_after().is_none() {
            tally.without_retry_after += 1;
        }
        if !busy && tally.odd.len() < 10 {
            tally.odd.push(format!("{}: {}", answer.status, answer.text().chars().take(300).collect::<String>()));
        }
    }

    fn stopped(&self) -> bool {
        self.stop.load(Ordering::Relaxed)
    }

    /// In small steps, so that stopping takes no time.
    fn sleep(&self, time: Duration) {
        let begun = Instant::now();
        while !self.stopped() && begun.elapsed() < time {
            std::thread::sleep((time - begun.elapsed().min(time)).min(Duration::from_millis(10)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_those_of_the_moments_asked_for() {
        let ack = |n: u64| Ack { at: Duration::from_secs(n), took: Duration::from_millis(n), events: 1 };
        let tally = Tally { acks: (1..=100).map(ack).collect(), ..Tally::default() };
        assert_eq!(tally.overall(0.5), Some(Duration::from_millis(51)));
        assert_eq!(tally.overall(0.99), Some(Duration::from_millis(100)));
        let first = tally.quantile(1.0, Duration::ZERO, Duration::from_secs(11));
        assert_eq!(first, Some(Duration::from_millis(10)));
        assert_eq!(tally.quantile(0.5, Duration::from_secs(200), Duration::MAX), None);
    }
}
