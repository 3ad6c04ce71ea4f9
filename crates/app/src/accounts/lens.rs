//! The model that a page looks through.

use super::{Lens, MemberName, board};
use crate::{App, Principal, Refused};
use std::sync::Arc;

/// The model `wanted`, or the workspace's first one, on the day that `who` looks at. A model that there is not is
/// [`Refused::Missing`].
///
/// # Errors
/// The database failed, or there is no such model.
pub async fn lens(app: &App, who: &Principal, wanted: Option<&str>) -> Result<Lens, Refused> {
    let workspace = app.workspace().await?;
    let definitions = board::definitions(app).await?;
    let offered = definitions.models.iter().map(|v| (v.model.id.clone(), v.model.name.clone())).collect();
    let found = match wanted {
        Some(id) => definitions.models.iter().find(|versioned| versioned.model.id == id),
        None => definitions.models.first(),
    };
    let found = found.ok_or(Refused::Missing)?;
    let today = app.today(&workspace);
    let past = who.past.filter(|past| past.day < today);
    Ok(Lens {
        model: Arc::new(found.model.clone()),
        version: found.version,
        metrics: Arc::new(definitions.metrics.clone()),
        offered,
        as_of: past.map_or(today, |past| past.day),
        past,
        currency: workspace.currency,
        zone: workspace.zone,
    })
}

impl App {
    /// Members who can look after accounts, in the order of the store.
    ///
    /// # Errors
    /// The database failed.
    pub(crate) async fn member_names(&self) -> Result<Vec<MemberName>, Refused> {
        let members = self.state.members().await.map_err(Refused::broken)?;
        Ok(members.into_iter().map(|member| (member.id, member.name)).collect())
    }
}
