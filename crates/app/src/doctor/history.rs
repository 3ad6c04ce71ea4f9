//! Is the derived history up to date?

use super::Finding;
use banso_kernel::Micros;
use banso_state::{State, WorkState};

/// A rebuild that has been running longer than this (microseconds) stands still.
const LONG: i64 = 6 * 3_600 * 1_000_000;

pub(super) async fn look(state: &State, now: Micros, found: &mut Vec<Finding>) {
    let derived = match state.derived(crate::history::HISTORY).await {
        Ok(derived) => derived,
        Err(error) => return found.push(Finding::bad("history-unknown").with("why", error.to_string())),
    };
    let last = state.inbox_last().await.unwrap_or(0);
    let Some(derived) = derived else {
        if last > 0 {
            found.push(Finding::warning("history-none"));
        }
        return;
    };
    let waiting = state.inbox_count_after(derived.inbox_seq).await.unwrap_or(0);
    let day = derived.computed_to.map(|day| day.to_string()).unwrap_or_default();
    found.push(match derived.state {
        WorkState::Failed => Finding::bad("history-failed").with("why", derived.note),
        WorkState::Running if now.0.saturating_sub(derived.started_at.0) > LONG => Finding::warning("history-stuck"),
        WorkState::Running | WorkState::Queued => Finding::good("history-running"),
        WorkState::Done if waiting > 0 => {
            Finding::warning("history-behind").with("facts", i64::try_from(waiting).unwrap_or(i64::MAX))
        }
        WorkState::Done => Finding::good("history-good").with("day", day),
    });
}
