//! W-08: the contracts of an account.

use super::{ContractsPage, frame};
use crate::{App, Principal, Refused};
use banso_kernel::AccountId;

/// All contracts, those in force first.
///
/// # Errors
/// There is no such account or model, or a store failed.
pub async fn contracts(
    app: &App,
    who: &Principal,
    id: AccountId,
    model: Option<&str>,
) -> Result<ContractsPage, Refused> {
    let loaded = frame::load(app, who, id, model).await?;
    let as_of = loaded.frame.lens.as_of;
    Ok(ContractsPage { contracts: frame::by_urgency(loaded.contracts, as_of), frame: loaded.frame })
}
