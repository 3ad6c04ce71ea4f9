//! How many events may be on their way to the database: as many as it lately committed within [`GOAL`]. Who comes when
//! that many wait is told at once to come again, so that whoever was let in is answered soon.

use std::sync::atomic::{AtomicUsize, Ordering};

/// So long whoever is let in may wait for those before, in microseconds. The own commit comes on top.
const GOAL: usize = 100_000;
/// So many events may wait on the slowest disk: with fewer, a commit would bring too little for its sync.
const LEAST: usize = 500;
/// So many may wait before anything was measured, and on the fastest disk.
const MOST: usize = 20_000;
/// A commit of fewer events says nothing of how fast many are: its sync takes most of its time.
const TELLING: usize = 200;
/// A measurement counts as one of so many.
const WEIGHT: usize = 4;

/// Limit of the events that wait.
#[derive(Debug)]
pub(super) struct Pace {
    most: AtomicUsize,
}

impl Default for Pace {
    fn default() -> Self {
        Self { most: AtomicUsize::new(MOST) }
    }
}

impl Pace {
    /// A commit of so many events took so many microseconds.
    pub fn note(&self, events: usize, micros: i64) {
        let Some(micros) = usize::try_from(micros).ok().filter(|micros| *micros > 0) else { return };
        if events < TELLING && micros < GOAL {
            return;
        }
        let now = (events.saturating_mul(GOAL) / micros).clamp(LEAST, MOST);
        let before = self.most.load(Ordering::Relaxed);
        self.most.store((before * (WEIGHT - 1) + now) / WEIGHT, Ordering::Relaxed);
    }

    /// Whether one more request may join those that wait with so many events. However large: else large ones would never
    /// get in beside many small ones.
    pub fn admits(&self, waiting: usize) -> bool {
        waiting < self.most.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn most(pace: &Pace) -> usize {
        (0..=MOST).find(|waiting| !pace.admits(*waiting)).expect("a limit")
    }

    #[test]
    fn so_many_may_wait_as_are_committed_within_the_goal() {
        let pace = Pace::default();
        assert_eq!(most(&pace), MOST);
        // 20 events a millisecond.
        (0..40).for_each(|_| pace.note(2_000, 100_000));
        assert!((1_990..=2_010).contains(&most(&pace)), "{}", most(&pace));
        // What small commits take is the disk's sync.
        (0..40).for_each(|_| pace.note(1, 5_000));
        assert!(most(&pace) >= 1_990);
        // The disk becomes slow.
        (0..40).for_each(|_| pace.note(20, 400_000));
        assert!(most(&pace) <= LEAST + 10, "{}", most(&pace));
    }

    proptest! {
        #[test]
        fn there_is_always_room_for_some_and_never_for_all(
            commits in proptest::collection::vec((0_usize..100_000, -10_i64..100_000_000), 0..200),
        ) {
            let pace = Pace::default();
            commits.iter().for_each(|(events, micros)| pace.note(*events, *micros));
            prop_assert!((LEAST..=MOST).contains(&most(&pace)));
        }
    }
}
