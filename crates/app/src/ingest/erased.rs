//! Events of people who were erased: they end here, and nothing is kept of them but that they came.

use super::who::Names;
use super::write::Item;
use super::{ERASED_PERSON, End};
use crate::Refused;
use crate::erasure::Tombstones;
use banso_intake::event::Event;
use banso_kernel::AccountId;
use banso_state::Tx;
use serde_json::Value;
use std::collections::{HashMap, HashSet};

/// Refuses them, before their ids are noted.
pub(super) async fn refuse_erased(
    tx: &mut Tx,
    items: &mut [Item],
    names: &Names,
    tombstones: &Tombstones,
) -> Result<(), Refused> {
    if tombstones.is_empty() {
        return Ok(());
    }
    let events = items.iter().filter_map(|item| item.event.as_ref());
    let suspects: HashSet<&str> = events.filter_map(named).filter(|user| tombstones.holds_anywhere(user)).collect();
    let suspects: Vec<&str> = suspects.into_iter().collect();
    // Somebody of the same name may be at another account.
    let homes = match suspects.is_empty() {
        true => HashMap::new(),
        false => tx.accounts_of_users(&suspects).await.map_err(Refused::broken)?,
    };
    for item in items.iter_mut() {
        let Some(event) = &item.event else { continue };
        let group = event.group.as_ref().and_then(|group| names.accounts.get(group.as_str()).copied());
        let account = group.or_else(|| homes.get(named(event)?).copied());
        if is_about(event, account, tombstones) {
            (item.event, item.end) = (None, End::Refused(ERASED_PERSON));
        }
    }
    Ok(())
}

/// Who the event says it is of.
fn named(event: &Event) -> Option<&str> {
    event.user.as_deref().or(event.anonymous.as_deref())
}

fn is_about(event: &Event, account: Option<AccountId>, tombstones: &Tombstones) -> bool {
    let erased = |user: &str| match account {
        Some(account) => tombstones.holds(account, user),
        None => tombstones.holds_anywhere(user),
    };
    let mail = |value: &Value| value.as_str().is_some_and(|text| text.contains('@') && erased(text));
    named(event).is_some_and(erased) || event.previous.as_deref().is_some_and(erased) || event.traits.values().any(mail)
}
