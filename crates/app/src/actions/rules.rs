//! The definitions of actions that count, compiled.

use crate::{App, Definitions, Principal, Refused};
use banso_domain::conditions::{Usual, Vocabulary};
use banso_domain::journeys::{self, Journey};
use banso_domain::members::Role;
use banso_domain::plays::Play;
use banso_domain::signals::Signals;
use banso_domain::templates;
use banso_domain::toml_text;
use banso_domain::turn::{LivePlay, Rules};
use banso_kernel::{Arg, Calendar, Problem};
use banso_state::{Definition, DefinitionKind, PlaySwitch};
use std::collections::BTreeMap;
use std::sync::Arc;

/// The id of the one set of signals.
pub(crate) const SIGNALS: &str = "signals";

/// Everything that decides about actions.
pub(crate) struct Book {
    /// The names that conditions may use.
    pub words: Vocabulary,
    /// Journeys, signals and all plays, whether on or off.
    pub rules: Rules,
    /// Versions of the journeys, in their order.
    pub journey_versions: Vec<u32>,
    /// How plays were switched, by id.
    pub switches: BTreeMap<String, PlaySwitch>,
    /// Business days.
    pub calendar: Calendar,
}

/// The names that conditions may use, as far as metrics and models give them.
pub(crate) fn words_of(definitions: &Definitions) -> Vocabulary {
    Vocabulary::of(&definitions.metrics, definitions.models.iter().map(|versioned| &versioned.model))
}

/// All definitions of actions, as stored.
#[derive(Clone, Default)]
pub(crate) struct Stored {
    journeys: Vec<Definition>,
    signals: Vec<Definition>,
    plays: Vec<Definition>,
}

/// The same, compiled, each with its version.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    words: Vocabulary,
    journeys: Vec<(Journey, u32)>,
    signals: Signals,
    plays: Vec<(Play, u32)>,
}

impl Stored {
    async fn load(app: &App) -> Result<Self, Refused> {
        let of = |kind| async move { app.state.definitions(kind).await.map_err(Refused::broken) };
        Ok(Self {
            journeys: of(DefinitionKind::Journey).await?,
            signals: of(DefinitionKind::Signals).await?,
            plays: of(DefinitionKind::Play).await?,
        })
    }

    /// With this text instead of the one that is there, or besides.
    fn put(&mut self, new: Definition) {
        let list = match new.kind {
            DefinitionKind::Journey => &mut self.journeys,
            DefinitionKind::Signals => &mut self.signals,
            _ => &mut self.plays,
        };
        list.retain(|known| known.id != new.id);
        list.push(new);
        list.sort_by(|a, b| a.id.cmp(&b.id));
    }

    /// Reads all of them: journeys first, then signals, then plays, since each may name what comes before. What was
    /// shipped and nobody has made their own rests while it cannot be read: a vendor with other metrics has no use for it.
    fn compile(&self, mut words: Vocabulary) -> Result<Compiled, Vec<Problem>> {
        let mut journeys = Vec::new();
        for stored in &self.journeys {
            let journey = or_rest(stored, Journey::parse(&stored.body, &words))?;
            journeys.extend(journey.map(|journey| (journey, stored.version)));
        }
        words.journeys = journeys.iter().map(|(journey, _)| journey.words()).collect();
        let mut signals = Signals::default();
        for stored in &self.signals {
            signals = match Signals::parse(&stored.body, &words) {
                Err(problems) if is_shipped(stored) => readable_signals(&stored.body, &problems, &words),
                read => read.map_err(|problems| named_in(stored, problems))?,
            };
        }
        words.signals = signals.signals.iter().map(|signal| signal.id.clone()).collect();
        let mut plays = Vec::new();
        for stored in &self.plays {
            let play = or_rest(stored, Play::parse(&stored.body, &words))?;
            plays.extend(play.map(|play| (play, stored.version)));
        }
        Ok(Compiled { words, journeys, signals, plays })
    }
}

fn is_shipped(stored: &Definition) -> bool {
    stored.reason == crate::definitions::SHIPPED
}

fn named_in(stored: &Definition, problems: Vec<Problem>) -> Vec<Problem> {
    problems.into_iter().map(|problem| problem.with("definition", stored.id.clone())).collect()
}

/// What was read; none where a shipped definition rests.
fn or_rest<T>(stored: &Definition, read: Result<T, Vec<Problem>>) -> Result<Option<T>, Vec<Problem>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(_) if is_shipped(stored) => Ok(None),
        Err(problems) => Err(named_in(stored, problems)),
    }
}

/// The shipped signals without those of which something is wrong.
fn readable_signals(text: &str, problems: &[Problem], words: &Vocabulary) -> Signals {
    let of = |problem: &Problem| {
        problem.args.iter().find_map(|(name, arg)| match arg {
            Arg::Text(id) if name == "signal" => Some(id.clone()),
            _ => None,
        })
    };
    let wrong: Vec<String> = problems.iter().filter_map(of).collect();
    let Ok(mut table) = text.parse::<toml::Table>() else { return Signals::default() };
    if let Some(toml::Value::Array(all)) = table.get_mut("signal") {
        all.retain(|one| one.get("id").and_then(|id| id.as_str()).is_some_and(|id| !wrong.iter().any(|bad| bad == id)));
    }
    Signals::parse(&table.to_string(), words).unwrap_or_default()
}

impl App {
    /// Publishes the shipped journeys, signals and plays in a data folder that has none.
    pub(crate) async fn publish_shipped_actions(&self) -> Result<(), Refused> {
        if !Stored::load(self).await?.signals.is_empty() {
            return Ok(());
        }
        let journeys = templates::JOURNEYS.iter().map(|(id, text)| (DefinitionKind::Journey, *id, *text));
        let signals = [(DefinitionKind::Signals, SIGNALS, templates::SIGNALS)];
        let plays = templates::PLAYS.iter().map(|(id, text)| (DefinitionKind::Play, *id, *text));
        for (kind, id, text) in journeys.chain(signals).chain(plays) {
            self.put_definition(kind, id, text, None, crate::definitions::SHIPPED).await?;
        }
        Ok(())
    }

    /// Checks that all definitions of actions read with these words, with one text instead of the one that is there.
    pub(crate) async fn check_actions(
        &self,
        words: Vocabulary,
        new: Option<(DefinitionKind, &str, &str)>,
    ) -> Result<(), Vec<Problem>> {
        let mut stored = Stored::load(self).await.map_err(|_| vec![Problem::new("problem-definition-broken")])?;
        if let Some((kind, id, text)) = new {
            stored.put(definition(kind, id, text));
        }
        stored.compile(words).map(drop)
    }

    /// The definitions that count.
    ///
    /// # Errors
    /// The database failed, or a stored text no longer reads (which publishing rules out).
    pub(crate) async fn book(&self, definitions: &Definitions) -> Result<Book, Refused> {
        self.book_with(definitions, None).await
    }

    /// The same with a text instead of the one that is there.
    ///
    /// # Errors
    /// As [`App::book`]; [`Refused::Input`] with what is wrong in the text.
    pub(crate) async fn book_with(
        &self,
        definitions: &Definitions,
        new: Option<(DefinitionKind, &str, &str)>,
    ) -> Result<Book, Refused> {
        let broken = Refused::broken;
        let compiled = match new {
            Some((kind, id, text)) => {
                let mut stored = Stored::load(self).await?;
                stored.put(definition(kind, id, text));
                stored.compile(words_of(definitions)).map_err(crate::definitions::wrong)?
            }
            None => Compiled::clone(&*self.readings(definitions).await?),
        };
        let switches = self.state.play_switches().await.map_err(broken)?;
        let switches: BTreeMap<String, PlaySwitch> =
            switches.into_iter().map(|switch| (switch.play.clone(), switch)).collect();
        let is_on = |id: &str| switches.get(id).is_some_and(|switch| switch.state == banso_state::PlayState::On);
        let plays = compiled.plays.into_iter();
        let plays = plays.map(|(play, version)| LivePlay { on: is_on(&play.id), play, version: version.into() });
        let plays = plays.collect();
        let (journeys, journey_versions) = compiled.journeys.into_iter().unzip();
        let limits = self.action_terms().await?.limits();
        let calendar = self.calendar().await?;
        let rules = Rules { journeys, signals: compiled.signals, plays, limits };
        Ok(Book { words: compiled.words, rules, journey_versions, switches, calendar })
    }

    /// All definitions of actions, read once for each revision of the state and of what they read. The revision is asked for before the rows, so
    /// that a write in between is seen next time.
    async fn readings(&self, definitions: &Definitions) -> Result<Arc<Compiled>, Refused> {
        let revision = format!("{} {}", self.state.revision().await.map_err(Refused::broken)?, definitions.stamp);
        if let Some(kept) = self.readings.of(&revision) {
            return Ok(kept);
        }
        let read = Stored::load(self).await?.compile(words_of(definitions));
        let read =
            read.map_err(|problems| Refused::broken(format!("a stored definition cannot be read: {problems:?}")))?;
        Ok(self.readings.keep(revision, read))
    }

    /// The names of all phases of journeys, in their order and in both languages.
    pub(crate) async fn phase_names(&self) -> Result<Vec<String>, Refused> {
        let definitions = crate::accounts::board::definitions(self).await?;
        let read = self.readings(&definitions).await?;
        let phases = read.journeys.iter().flat_map(|(journey, _)| &journey.phases);
        Ok(phases.flat_map(|phase| [phase.name.ja.clone(), phase.name.en.clone()]).collect())
    }

    /// Business days: holidays, and the days on which the company is closed.
    pub(crate) async fn calendar(&self) -> Result<Calendar, Refused> {
        let closed = self.state.closed_days().await.map_err(Refused::broken)?;
        Ok(Calendar::new().closed_on(closed.into_iter().map(|closed| closed.day)))
    }

    /// How long accounts usually stay in a phase, from all moves so far.
    pub(crate) async fn usual_stays(&self) -> Result<(Vec<journeys::Stay>, Usual), Refused> {
        let changes = self.state.phase_changes(None).await.map_err(Refused::broken)?;
        let changes: Vec<journeys::PhaseChange> = changes
            .into_iter()
            .filter_map(|row| {
                let (account, journey, on) = (row.account, row.journey, row.changed_on);
                row.to.map(|to| journeys::PhaseChange { account, journey, to, on })
            })
            .collect();
        let stays = journeys::stays(&changes);
        let usual = journeys::usual(&stays);
        Ok((stays, usual))
    }
}

/// The kind and id of a text that defines actions; none if it defines something else.
///
/// # Errors
/// [`Refused::Input`]: it looks like one of actions and cannot be read, with the line.
pub(crate) fn named(text: &str) -> Result<Option<(DefinitionKind, String)>, Refused> {
    let Some(kind) = kind_of(text) else { return Ok(None) };
    let table = toml_text::table(text).map_err(|problem| Refused::wrong("text", problem))?;
    let id = |key: &str| table.get(key).and_then(toml::Value::as_str).map(|id| (kind, id.to_owned()));
    Ok(match kind {
        DefinitionKind::Journey => id("journey"),
        DefinitionKind::Play => id("play"),
        _ => Some((kind, SIGNALS.to_owned())),
    })
}

/// A template with an id that nothing has yet: its own, or one with a number after it.
pub(crate) fn with_free_id(text: &str, word: &str, id: &str, taken: impl Fn(&str) -> bool) -> String {
    let numbered = (2_u32..).map(|n| format!("{id}_{n}"));
    let free = std::iter::once(id.to_owned()).chain(numbered).find(|id| !taken(id)).unwrap_or_default();
    text.replacen(&format!("{word} = \"{id}\""), &format!("{word} = \"{free}\""), 1)
}

impl App {
    /// The id of the definition of which a text would be the next version, if there is one.
    ///
    /// # Errors
    /// The asker is no CSM; the database failed.
    pub async fn published_before(&self, who: &Principal, text: &str) -> Result<Option<String>, Refused> {
        who.needs(Role::Csm)?;
        // What cannot be read is told of where it is tried.
        let Some((kind, id)) = named(text).ok().flatten() else { return Ok(None) };
        let known = self.state.definitions(kind).await.map_err(Refused::broken)?;
        Ok(known.iter().any(|one| one.id == id).then_some(id))
    }
}

/// What kind of definition of actions a text is, by its first words; none if of none.
pub(crate) fn kind_of(text: &str) -> Option<DefinitionKind> {
    let begins = |word: &str| {
        text.lines()
            .map(str::trim)
            .any(|line| line.strip_prefix(word).is_some_and(|rest| rest.trim_start().starts_with('=')))
    };
    if text.lines().any(|line| line.trim() == "[[signal]]") {
        Some(DefinitionKind::Signals)
    } else if text.lines().any(|line| line.trim() == "[[phase]]") || begins("journey") {
        Some(DefinitionKind::Journey)
    } else if begins("play") && !text.lines().any(|line| line.trim() == "[[axis]]") {
        Some(DefinitionKind::Play)
    } else {
        None
    }
}

fn definition(kind: DefinitionKind, id: &str, body: &str) -> Definition {
    Definition {
        kind,
        id: id.to_owned(),
        version: 0,
        body: body.to_owned(),
        author: None,
        reason: String::new(),
        effective_on: banso_kernel::Day(0),
        created_at: banso_kernel::Micros(0),
    }
}
