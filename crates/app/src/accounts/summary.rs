//! W-03: what changed at an account, and what to do next.

use super::people::seen;
use super::{Summary, frame};
use crate::{App, Principal, Refused};
use banso_domain::reasons::readings;
use banso_kernel::AccountId;

/// Touches on the page.
const TOUCHES: usize = 5;

/// The summary of an account through a model.
///
/// # Errors
/// There is no such account or model, or a store failed.
pub async fn summary(app: &App, who: &Principal, id: AccountId, model: Option<&str>) -> Result<Summary, Refused> {
    let loaded = frame::load(app, who, id, model).await?;
    let as_of = loaded.frame.lens.as_of;
    let everybody = app.state.people_of(id).await.map_err(Refused::broken)?;
    let past = loaded.frame.lens.past;
    let most = if past.is_some() { i64::MAX } else { TOUCHES as i64 };
    let mut touches = app.state.touches_of(id, most).await.map_err(Refused::broken)?;
    touches.retain(|touch| past.is_none() || touch.occurred_on <= as_of);
    touches.truncate(TOUCHES);
    let touches = frame::lines(touches, &everybody, &loaded.frame.members);
    let mut people = seen(everybody, &loaded.facts, &loaded.frame.lens);
    let people_count = people.iter().filter(|seen| !seen.person.is_role()).count();
    people.retain(|seen| seen.person.left_on.is_none_or(|last| last >= as_of) && !seen.person.is_role());
    people.sort_by_key(|seen| (!seen.person.champion, std::cmp::Reverse(seen.last), seen.person.order()));
    let open = loaded.contracts.into_iter().filter(|c| c.ends_on.is_none_or(|end| end >= as_of)).collect();
    Ok(Summary {
        readings: readings(&loaded.frame.lens.model, &loaded.metrics, &loaded.health, as_of),
        changes: loaded.changes.into_iter().take(5).collect(),
        contracts: frame::by_urgency(open, as_of),
        frame: loaded.frame,
        touches,
        people,
        people_count,
    })
}
