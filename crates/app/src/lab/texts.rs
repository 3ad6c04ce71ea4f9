//! Models and metrics as texts, with all their versions.

use crate::accounts::board;
use crate::definitions::METRICS;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{MemberId, Micros, Text};
use banso_state::DefinitionKind;
use std::collections::HashMap;

impl App {
    /// All models, in the order of the definitions.
    ///
    /// # Errors
    /// The database failed.
    pub async fn model_texts(&self, who: &Principal) -> Result<Vec<ModelText>, Refused> {
        let mut all = Vec::new();
        for of in &board::definitions(self).await?.models {
            all.push(self.model_text(who, &of.model.id).await?);
        }
        Ok(all)
    }

    /// A model's text with its version and all versions, newest first.
    ///
    /// # Errors
    /// [`Refused::Missing`] if there is no such model; or the database failed.
    pub async fn model_text(&self, who: &Principal, model: &str) -> Result<ModelText, Refused> {
        let name = board::definitions(self).await?.model(model).map(|of| of.model.name.clone()).unwrap_or_default();
        self.text_of(who, DefinitionKind::Model, model, name).await
    }

    /// The text of all metrics with its version and all versions, newest first. It has no name.
    ///
    /// # Errors
    /// The database failed.
    pub async fn metric_set_text(&self, who: &Principal) -> Result<ModelText, Refused> {
        self.text_of(who, DefinitionKind::Metrics, METRICS, Text::default()).await
    }

    async fn text_of(&self, who: &Principal, kind: DefinitionKind, id: &str, name: Text) -> Result<ModelText, Refused> {
        who.needs(Role::Viewer)?;
        let versions = self.state.definition_versions(kind, id).await.map_err(Refused::broken)?;
        let newest = versions.first().ok_or(Refused::Missing)?;
        let members: HashMap<_, _> = self.member_names().await?.into_iter().collect();
        let by = |id: Option<MemberId>| id.and_then(|id| members.get(&id).cloned());
        Ok(ModelText {
            id: id.to_owned(),
            name,
            text: newest.body.clone(),
            version: newest.version,
            versions: versions
                .iter()
                .map(|one| ModelVersionText {
                    version: one.version,
                    created_at: one.created_at,
                    by: by(one.author),
                    reason: one.reason.clone(),
                    text: one.body.clone(),
                })
                .collect(),
        })
    }
}

/// A model as text.
#[derive(Clone, Debug, Default)]
pub struct ModelText {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: Text,
    /// The newest text.
    pub text: String,
    /// Its version.
    pub version: u32,
    /// All versions, newest first.
    pub versions: Vec<ModelVersionText>,
}

/// A version of a model.
#[derive(Clone, Debug)]
pub struct ModelVersionText {
    /// 1, 2, 3…
    pub version: u32,
    /// When it was published.
    pub created_at: Micros,
    /// By whom; none for shipped ones and the command line.
    pub by: Option<String>,
    /// Why.
    pub reason: String,
    /// What it says.
    pub text: String,
}
