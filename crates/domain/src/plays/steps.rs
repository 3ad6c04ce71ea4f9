//! The steps of a play.

use super::template::{Bilingual, Template};
use crate::conditions::{Condition, Scope};
use crate::toml_text;
use banso_kernel::{Lang, Problem, Text};
use serde::{Deserialize, Serialize};

/// A step of a play.
#[derive(Clone, Debug, PartialEq)]
pub struct PlayStep {
    /// `a-z0-9_`, unique in the play.
    pub id: String,
    /// What it does.
    pub does: Does,
}

/// What a step does. Positions are those of later steps: a play only goes forward, so it comes to an end.
#[derive(Clone, Debug, PartialEq)]
pub enum Does {
    /// Makes a task.
    Task {
        /// One line.
        title: Bilingual,
        /// What to say; may be empty.
        script: Bilingual,
        /// What to tick.
        checklist: Vec<Text>,
        /// A hypothesis must be written before it is closed.
        needs_hypothesis: bool,
        /// Who.
        owner: Assignee,
        /// Business days to do it.
        due: u32,
    },
    /// Sends a mail to people.
    Mail {
        /// To whom.
        to: Recipients,
        /// In which language; the person's own without, else Japanese.
        lang: Option<Lang>,
        /// One line.
        subject: Bilingual,
        /// Paragraphs.
        body: Bilingual,
        /// At any hour and on any day.
        urgent: bool,
    },
    /// Sends a message to members.
    Slack {
        /// Name of the destination; the default one without.
        destination: Option<String>,
        /// Paragraphs.
        text: Bilingual,
        /// At any hour and on any day.
        urgent: bool,
    },
    /// Calls a webhook.
    Webhook {
        /// Name of the destination.
        destination: String,
    },
    /// Sets an attribute of the account.
    Set {
        /// Its name.
        attribute: String,
        /// What it becomes.
        value: Template,
    },
    /// Moves the account to a phase of its journey.
    Move {
        /// Phase id.
        phase: String,
    },
    /// Waits.
    Wait {
        /// Calendar days; goes on at the start of the day.
        days: i32,
    },
    /// Waits until a condition holds.
    WaitUntil {
        /// The condition.
        when: Condition,
        /// Goes on after so many calendar days in any case.
        at_most_days: i32,
        /// Where it goes on when the time is over; with the next step without.
        otherwise: Option<usize>,
    },
    /// Goes one way or the other.
    Branch {
        /// The condition.
        when: Condition,
        /// Where it goes on if it holds.
        then: usize,
        /// Where it goes on if it does not hold or is unknown.
        otherwise: usize,
    },
    /// Ends.
    End,
}

/// Who does a task.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Assignee {
    /// The owner of the account.
    Owner,
    /// The manager.
    Manager,
    /// The member with this mail address.
    Mail(String),
}

/// Who gets a mail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Recipients {
    /// The champions.
    Champions,
    /// Everybody at the account.
    All,
    /// Those who hold an ID.
    Users,
    /// Those who decide on the contract.
    #[serde(alias = "owner_of_contract")]
    Deciders,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RawStep {
    pub(super) id: Option<String>,
    #[serde(rename = "do")]
    does: String,
    title: Option<Text>,
    script: Option<Text>,
    checklist: Option<Vec<Text>>,
    hypothesis: Option<bool>,
    owner: Option<String>,
    due: Option<u32>,
    to: Option<Recipients>,
    lang: Option<Lang>,
    subject: Option<Text>,
    body: Option<Text>,
    urgent: Option<bool>,
    destination: Option<String>,
    text: Option<Text>,
    attribute: Option<String>,
    value: Option<String>,
    phase: Option<String>,
    days: Option<i32>,
    when: Option<String>,
    at_most_days: Option<i32>,
    otherwise: Option<String>,
    then: Option<String>,
    #[serde(rename = "else")]
    otherwise_go: Option<String>,
}

/// The kinds of steps, each with the fields that it reads.
const KINDS: [(&str, &[&str]); 10] = [
    ("task", &["title", "script", "checklist", "hypothesis", "owner", "due"]),
    ("mail", &["to", "lang", "subject", "body", "urgent"]),
    ("slack", &["destination", "text", "urgent"]),
    ("webhook", &["destination"]),
    ("set", &["attribute", "value"]),
    ("move", &["phase"]),
    ("wait", &["days"]),
    ("wait_until", &["when", "at_most_days", "otherwise"]),
    ("branch", &["when", "then", "else"]),
    ("end", &[]),
];

/// Longest wait, in days.
const LONGEST_WAIT: i32 = 400;

fn missing(field: &str) -> Problem {
    Problem::new("problem-play-field-missing").with("field", field)
}

fn unknown(does: &str) -> Problem {
    let kinds = KINDS.iter().map(|(kind, _)| *kind).collect::<Vec<_>>().join(", ");
    Problem::new("problem-play-do").with("word", does).with("kinds", kinds)
}

fn wait(days: Option<i32>, field: &str) -> Result<i32, Problem> {
    let days = days.ok_or_else(|| missing(field))?;
    if (1..=LONGEST_WAIT).contains(&days) {
        return Ok(days);
    }
    Err(Problem::new("problem-play-days").with("most", i64::from(LONGEST_WAIT)))
}

impl RawStep {
    /// Checks the step at position `at`; `ids` are those of all steps.
    pub(super) fn check(self, at: usize, scope: Scope<'_>) -> Result<PlayStep, Problem> {
        let id = scope.play_steps[at].clone();
        toml_text::check_id(&id)?;
        let used = self.used()?;
        self.no_unused(used)?;
        let later = |target: Option<String>, field: &str| {
            let target = target.ok_or_else(|| missing(field))?;
            let found = scope.play_steps.iter().position(|step| *step == target);
            found.filter(|found| *found > at).ok_or_else(|| Problem::new("problem-play-target").with("id", target))
        };
        let condition = |text: Option<String>| Condition::compile_in(&text.ok_or_else(|| missing("when"))?, scope);
        let texts = |text: Option<Text>, field: &str, to_person: bool| {
            let text = text.ok_or_else(|| missing(field))?;
            toml_text::check_name(&text).map_err(|_| missing(field))?;
            Bilingual::parse(&text, scope.words, to_person)
        };
        let does = match self.does.as_str() {
            "task" => Does::Task {
                title: texts(self.title, "title", false)?,
                script: Bilingual::parse(&self.script.unwrap_or_default(), scope.words, false)?,
                checklist: self.checklist.unwrap_or_default(),
                needs_hypothesis: self.hypothesis.unwrap_or(false),
                owner: assignee(self.owner)?,
                due: self.due.filter(|due| *due <= 250).ok_or_else(|| missing("due"))?,
            },
            "mail" => Does::Mail {
                to: self.to.ok_or_else(|| missing("to"))?,
                lang: self.lang,
                subject: texts(self.subject, "subject", true)?,
                body: texts(self.body, "body", true)?,
                urgent: self.urgent.unwrap_or(false),
            },
            "slack" => Does::Slack {
                destination: self.destination,
                text: texts(self.text, "text", false)?,
                urgent: self.urgent.unwrap_or(false),
            },
            "webhook" => Does::Webhook { destination: self.destination.ok_or_else(|| missing("destination"))? },
            "set" => Does::Set {
                attribute: self.attribute.filter(|name| !name.is_empty()).ok_or_else(|| missing("attribute"))?,
                value: Template::parse(&self.value.ok_or_else(|| missing("value"))?, scope.words, false)?,
            },
            "move" => {
                let phase = self.phase.ok_or_else(|| missing("phase"))?;
                if !scope.knows_phase(&phase) {
                    return Err(Problem::new("problem-condition-phase").with("word", phase));
                }
                Does::Move { phase }
            }
            "wait" => Does::Wait { days: wait(self.days, "days")? },
            "wait_until" => Does::WaitUntil {
                when: condition(self.when)?,
                at_most_days: wait(self.at_most_days, "at_most_days")?,
                otherwise: self.otherwise.map(|target| later(Some(target), "otherwise")).transpose()?,
            },
            "branch" => Does::Branch {
                when: condition(self.when)?,
                then: later(self.then, "then")?,
                otherwise: later(self.otherwise_go, "else")?,
            },
            "end" => Does::End,
            other => return Err(unknown(other)),
        };
        Ok(PlayStep { id, does })
    }

    /// The fields that this kind of step reads; refuses a kind that there is not, before its fields.
    fn used(&self) -> Result<&'static [&'static str], Problem> {
        let known = KINDS.iter().find(|(kind, _)| *kind == self.does);
        known.map(|(_, used)| *used).ok_or_else(|| unknown(&self.does))
    }

    /// Refuses fields that this kind of step does not read.
    fn no_unused(&self, used: &[&str]) -> Result<(), Problem> {
        let written = [
            ("title", self.title.is_some()),
            ("script", self.script.is_some()),
            ("checklist", self.checklist.is_some()),
            ("hypothesis", self.hypothesis.is_some()),
            ("owner", self.owner.is_some()),
            ("due", self.due.is_some()),
            ("to", self.to.is_some()),
            ("lang", self.lang.is_some()),
            ("subject", self.subject.is_some()),
            ("body", self.body.is_some()),
            ("urgent", self.urgent.is_some()),
            ("destination", self.destination.is_some()),
            ("text", self.text.is_some()),
            ("attribute", self.attribute.is_some()),
            ("value", self.value.is_some()),
            ("phase", self.phase.is_some()),
            ("days", self.days.is_some()),
            ("when", self.when.is_some()),
            ("at_most_days", self.at_most_days.is_some()),
            ("otherwise", self.otherwise.is_some()),
            ("then", self.then.is_some()),
            ("else", self.otherwise_go.is_some()),
        ];
        match written.iter().find(|(field, is_there)| *is_there && !used.contains(field)) {
            Some((field, _)) => Err(Problem::new("problem-play-field-unused").with("field", *field)),
            None => Ok(()),
        }
    }
}

fn assignee(owner: Option<String>) -> Result<Assignee, Problem> {
    match owner.as_deref() {
        None | Some("owner") => Ok(Assignee::Owner),
        Some("manager") => Ok(Assignee::Manager),
        Some(mail) if mail.contains('@') => Ok(Assignee::Mail(mail.to_owned())),
        Some(other) => Err(Problem::new("problem-play-owner").with("owner", other)),
    }
}
