//! Definitions: publishing them as versions, and reading those that count.

use crate::actions::rules;
use crate::{App, Principal, Refused, Wrong};
use banso_domain::conditions::Vocabulary;
use banso_domain::health::Model;
use banso_domain::members::Role;
use banso_domain::metrics::MetricSet;
use banso_domain::templates;
use banso_kernel::{Day, MemberId, Problem};
use banso_state::{Definition, DefinitionKind, Event, Tx};

/// The id of the one metric set.
pub const METRICS: &str = "metrics";

/// Why the first versions are there.
pub(crate) const SHIPPED: &str = "shipped";

/// The definitions that count now, and the older versions whose history stays readable.
#[derive(Clone, Debug)]
pub struct Definitions {
    /// The newest metrics.
    pub metrics: MetricSet,
    /// Their version.
    pub metrics_version: u32,
    /// The newest version of each model, in the order of the shipped ones, then by id.
    pub models: Vec<Versioned>,
    /// Older versions of models, each with the metrics that it was last read with.
    pub older: Vec<Older>,
    /// A hash over the text of the metrics.
    pub metrics_hash: String,
    /// A hash over all texts: history computed with it need not be computed again.
    pub stamp: String,
}

/// A model and its version.
#[derive(Clone, Debug)]
pub struct Versioned {
    /// The model.
    pub model: Model,
    /// 1, 2, 3…
    pub version: u32,
}

/// A model version that has been superseded.
#[derive(Clone, Debug)]
pub struct Older {
    /// The model.
    pub model: Model,
    /// Its version.
    pub version: u32,
    /// The metrics in force when it was superseded.
    pub metrics: MetricSet,
    /// Their version.
    pub metrics_version: u32,
}

impl Definitions {
    /// Publishes the shipped metrics and models in a data folder that has none.
    pub(crate) async fn publish_shipped(app: &App) -> Result<(), Refused> {
        if !app.state.definitions(DefinitionKind::Metrics).await.map_err(Refused::broken)?.is_empty() {
            return Ok(());
        }
        let texts = [(DefinitionKind::Metrics, METRICS, templates::METRICS)].into_iter();
        let models = templates::MODELS.into_iter().map(|(id, text)| (DefinitionKind::Model, id, text));
        for (kind, id, body) in texts.chain(models) {
            app.put_definition(kind, id, body, None, SHIPPED).await?;
        }
        Ok(())
    }

    /// The model with this id.
    #[must_use]
    pub fn model(&self, id: &str) -> Option<&Versioned> {
        self.models.iter().find(|versioned| versioned.model.id == id)
    }
}

/// All versions of the metrics and of each model, newest first.
struct Texts {
    metrics: Vec<Definition>,
    models: Vec<Vec<Definition>>,
}

impl Texts {
    /// A text that differs wherever any of them does.
    fn mark(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for text in self.metrics.iter().chain(self.models.iter().flatten()) {
            let at = text.created_at.0.to_le_bytes();
            for part in [text.id.as_bytes(), &text.version.to_le_bytes(), &at, text.body.as_bytes()] {
                hasher.update(&(part.len() as u64).to_le_bytes()).update(part);
            }
        }
        hasher.finalize().to_hex().to_string()
    }

    fn read(&self) -> Result<Definitions, Refused> {
        let newest = self.metrics.first().ok_or(Refused::Missing)?;
        let metrics = MetricSet::parse(&newest.body).map_err(unreadable)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(newest.body.as_bytes());
        let metrics_hash = hasher.finalize().to_hex()[..16].to_owned();
        let (mut models, mut older) = (Vec::new(), Vec::new());
        for versions in &self.models {
            for (at, version) in versions.iter().enumerate() {
                hasher.update(version.body.as_bytes());
                if at == 0 {
                    let model = Model::parse(&version.body, &metrics).map_err(unreadable)?;
                    models.push(Versioned { model, version: version.version });
                } else {
                    older.push(superseded(version, &versions[at - 1], &self.metrics)?);
                }
            }
        }
        let place = |id: &str| templates::MODELS.iter().position(|(known, _)| *known == id).unwrap_or(usize::MAX);
        models.sort_by_key(|versioned| (place(&versioned.model.id), versioned.model.id.clone()));
        let stamp = hasher.finalize().to_hex()[..16].to_owned();
        Ok(Definitions { metrics, metrics_version: newest.version, models, older, metrics_hash, stamp })
    }
}

impl App {
    /// The definitions that count: read anew each time, made of their texts once as long as these are the same.
    ///
    /// # Errors
    /// The database failed, or a stored text no longer reads (which publishing rules out).
    pub async fn definitions(&self) -> Result<Definitions, Refused> {
        let texts = self.texts().await?;
        let mark = texts.mark();
        let kept = match self.definitions.of(&mark) {
            Some(kept) => kept,
            None => self.definitions.keep(mark, texts.read()?),
        };
        Ok(Definitions::clone(&kept))
    }

    async fn texts(&self) -> Result<Texts, Refused> {
        let metrics =
            self.state.definition_versions(DefinitionKind::Metrics, METRICS).await.map_err(Refused::broken)?;
        let mut models = Vec::new();
        for current in self.state.definitions(DefinitionKind::Model).await.map_err(Refused::broken)? {
            let versions = self.state.definition_versions(DefinitionKind::Model, &current.id).await;
            models.push(versions.map_err(Refused::broken)?);
        }
        Ok(Texts { metrics, models })
    }

    /// Publishes `text` as the next version of the metrics, or of the model that it names; the same text again makes
    /// no version. Says which definition and version it is. History must then be computed again.
    ///
    /// # Errors
    /// [`Refused::Input`] with everything that is wrong in the text; for metrics also with what it would break in a
    /// model.
    pub async fn publish(&self, who: &Principal, text: &str, reason: &str) -> Result<(String, u32), Refused> {
        who.needs(Role::Manager)?;
        self.publish_as(Some(who.member), text, reason).await
    }

    /// The same from the command line, where whoever may read the data folder may do everything.
    ///
    /// # Errors
    /// As [`App::publish`].
    pub async fn publish_as(
        &self,
        author: Option<MemberId>,
        text: &str,
        reason: &str,
    ) -> Result<(String, u32), Refused> {
        if let Some((kind, id)) = rules::named(text)? {
            let words = rules::words_of(&self.definitions().await?);
            self.check_actions(words, Some((kind, &id, text))).await.map_err(wrong)?;
            if kind == DefinitionKind::Play {
                self.stays_ready(&id, text).await?;
            }
            let version = self.put_definition(kind, &id, text, author, reason).await?;
            self.look_at_all();
            return Ok((id, version));
        }
        let is_metrics = text.lines().any(|line| line.trim() == "[[metric]]");
        let (kind, id) = if is_metrics {
            self.check_metrics(text).await?;
            (DefinitionKind::Metrics, METRICS.to_owned())
        } else {
            let definitions = self.definitions().await?;
            let model = Model::parse(text, &definitions.metrics).map_err(wrong)?;
            let others = definitions.models.iter().map(|versioned| &versioned.model);
            let models = others.filter(|other| other.id != model.id).chain([&model]);
            self.check_actions(Vocabulary::of(&definitions.metrics, models), None).await.map_err(wrong)?;
            (DefinitionKind::Model, model.id)
        };
        let version = self.put_definition(kind, &id, text, author, reason).await?;
        Ok((id, version))
    }

    /// Whether `text` can be the metrics: everything that is wrong in it, and what it would break.
    pub(crate) async fn check_metrics(&self, text: &str) -> Result<(), Refused> {
        let metrics = MetricSet::parse(text).map_err(wrong)?;
        for current in self.state.definitions(DefinitionKind::Model).await.map_err(Refused::broken)? {
            Model::parse(&current.body, &metrics).map_err(|problems| {
                wrong(problems.into_iter().map(|problem| problem.with("model", current.id.clone())).collect())
            })?;
        }
        let definitions = self.definitions().await?;
        let models = definitions.models.iter().map(|versioned| &versioned.model);
        self.check_actions(Vocabulary::of(&metrics, models), None).await.map_err(wrong)
    }

    pub(crate) async fn put_definition(
        &self,
        kind: DefinitionKind,
        id: &str,
        body: &str,
        author: Option<MemberId>,
        reason: &str,
    ) -> Result<u32, Refused> {
        let definition = self.next_definition(kind, id, body, author, reason).await?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let version = put(&mut tx, &definition).await?;
        tx.commit().await.map_err(Refused::broken)?;
        Ok(version)
    }

    /// A definition that is going to be published now; its version is given when it is.
    pub(crate) async fn next_definition(
        &self,
        kind: DefinitionKind,
        id: &str,
        body: &str,
        author: Option<MemberId>,
        reason: &str,
    ) -> Result<Definition, Refused> {
        let now = self.clock.now();
        let effective_on: Day = self.workspace().await?.zone.day_of(now);
        let (id, body, reason) = (id.to_owned(), body.to_owned(), reason.to_owned());
        Ok(Definition { kind, id, version: 0, body, author, reason, effective_on, created_at: now })
    }
}

/// Publishes a definition in a transaction that may hold more; the same text again makes no version.
pub(crate) async fn put(tx: &mut Tx, definition: &Definition) -> Result<u32, Refused> {
    let version = tx.put_definition(definition).await.map_err(Refused::broken)?;
    // The shipped definitions of a new folder are nobody's deed.
    if definition.reason != SHIPPED {
        let Definition { kind, reason, author, id, created_at, .. } = definition;
        let detail = serde_json::json!({ "version": version, "kind": kind.text(), "reason": reason });
        let event = Event::new(*created_at, *author, "published", "definition", id, &detail);
        tx.log(&event).await.map_err(Refused::broken)?;
    }
    Ok(version)
}

/// A version with the newest metrics that were there when its successor came.
fn superseded(version: &Definition, successor: &Definition, sets: &[Definition]) -> Result<Older, Refused> {
    let set = sets.iter().find(|set| set.created_at <= successor.created_at).or(sets.last()).ok_or(Refused::Missing)?;
    let metrics = MetricSet::parse(&set.body).map_err(unreadable)?;
    let model = Model::parse(&version.body, &metrics).map_err(unreadable)?;
    Ok(Older { model, version: version.version, metrics, metrics_version: set.version })
}

fn unreadable(problems: Vec<Problem>) -> Refused {
    Refused::broken(format!("a stored definition cannot be read: {problems:?}"))
}

pub(crate) fn wrong(problems: Vec<Problem>) -> Refused {
    Refused::Input(problems.into_iter().map(|problem| Wrong { field: "text".to_owned(), problem }).collect())
}
