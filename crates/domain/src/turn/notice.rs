//! Signals open and close.

use super::deed::Deed;
use super::memory::OpenSignal;
use super::state::Turn;
use crate::conditions::Cause;

enum Change {
    Holds(String),
    Opens(usize, Cause),
    Closes(String),
}

impl Turn<'_> {
    /// Opens signals whose tests hold, and closes those whose tests have not held for long enough. A signal that held
    /// today stays open today, so that it rings at most once a day.
    pub(super) fn notice(&mut self) {
        for change in self.changes() {
            match change {
                Change::Holds(id) => {
                    if let Some(open) = self.memory.signals.get_mut(&id) {
                        open.true_on = open.true_on.max(self.today);
                    }
                }
                Change::Opens(at, cause) => {
                    let signal = &self.rules.signals.signals[at];
                    let open = OpenSignal {
                        raised_on: self.today,
                        raised_at: self.now.moment,
                        true_on: self.today,
                        cause: cause.clone(),
                    };
                    self.memory.signals.insert(signal.id.clone(), open);
                    let (signal, severity) = (signal.id.clone(), signal.severity);
                    self.deeds.push(Deed::Raised { signal, severity, cause });
                }
                Change::Closes(signal) => {
                    if let Some(open) = self.memory.signals.remove(&signal) {
                        self.deeds.push(Deed::Cleared { signal, raised_on: open.raised_on });
                    }
                }
            }
        }
    }

    fn changes(&self) -> Vec<Change> {
        let scene = self.scene();
        let journey = scene.phase.and_then(|phase| self.rules.journey(phase.journey));
        let mut changes = Vec::new();
        for (at, signal) in self.rules.signals.signals.iter().enumerate() {
            match (signal.holds(&scene, journey), self.memory.signals.get(&signal.id)) {
                (true, None) => changes.push(Change::Opens(at, signal.cause(&scene))),
                (true, Some(open)) if open.true_on < self.today => changes.push(Change::Holds(signal.id.clone())),
                (false, Some(open)) if self.today - open.true_on >= signal.clear_after => {
                    changes.push(Change::Closes(signal.id.clone()));
                }
                _ => {}
            }
        }
        let gone = self.memory.signals.keys().filter(|id| self.rules.signals.get(id).is_none());
        changes.extend(gone.map(|id| Change::Closes(id.clone())));
        changes
    }
}
