//! An account that has left: nothing of it stays open.

use banso_domain::turn::{Deed, EndReason, Memory, Run, RunState};

/// What is remembered of an account that has left, and what ends with it.
pub(super) fn leave(memory: &Memory) -> (Memory, Vec<Deed>) {
    let cleared =
        memory.signals.iter().map(|(signal, open)| Deed::Cleared { signal: signal.clone(), raised_on: open.raised_on });
    let ended = memory.runs.iter().map(|run| {
        let run = Run { state: RunState::Stopped, wake_at: None, ..run.clone() };
        Deed::Ended { run: Box::new(run), why: EndReason::SwitchedOff }
    });
    let deeds = cleared.chain(ended).collect();
    let memory = Memory { steps: memory.steps.clone(), entered: memory.entered.clone(), ..Memory::default() };
    (memory, deeds)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_has_left_has_nothing_open_and_nothing_more_to_decide() {
        let (memory, deeds) = leave(&Memory::default());
        assert_eq!((memory, deeds.len()), (Memory::default(), 0));
    }
}
