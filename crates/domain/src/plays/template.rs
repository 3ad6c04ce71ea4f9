//! Texts with merge fields: `{account.name} 様` with the account's name.
//!
//! A field may carry words for the case that it has no value: `{person.name|ご担当者}`. `{{` writes a brace.

use crate::conditions::{PersonNow, View, Vocabulary};
use banso_kernel::{Day, Lang, Problem, Text};

/// A text with merge fields in both languages.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Bilingual {
    /// Japanese.
    pub ja: Template,
    /// English.
    pub en: Template,
}

/// A text with merge fields, in one language.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Template {
    pieces: Vec<Piece>,
}

#[derive(Clone, Debug, PartialEq)]
enum Piece {
    Words(String),
    Field { name: String, field: Field, otherwise: Option<String> },
}

#[derive(Clone, Debug, PartialEq)]
enum Field {
    Key,
    Name,
    Plan,
    Industry,
    Country,
    Attribute(String),
    Person,
    OwnerName,
    OwnerMail,
    Metric(usize),
    EndsOn,
    DeclineBy,
    Today,
}

/// Stands for a value that is missing in texts for members.
const MISSING: &str = "—";

impl Bilingual {
    /// Reads both texts. `to_person`: it goes to a person, who has a name.
    pub fn parse(text: &Text, words: &Vocabulary, to_person: bool) -> Result<Self, Problem> {
        Ok(Self { ja: Template::parse(&text.ja, words, to_person)?, en: Template::parse(&text.en, words, to_person)? })
    }

    /// The template in `lang`.
    #[must_use]
    pub fn get(&self, lang: Lang) -> &Template {
        match lang {
            Lang::Ja => &self.ja,
            Lang::En => &self.en,
        }
    }

    /// Both texts for members: a missing value shows as a dash.
    #[must_use]
    pub fn for_members(&self, view: &View<'_>, today: Day) -> Text {
        let fill = |lang| self.get(lang).fill(view, None, today, lang, true).unwrap_or_default();
        Text { ja: fill(Lang::Ja), en: fill(Lang::En) }
    }
}

impl Template {
    /// Reads a text; unknown fields are refused.
    pub fn parse(text: &str, words: &Vocabulary, to_person: bool) -> Result<Self, Problem> {
        let (mut pieces, mut rest) = (Vec::new(), text);
        let mut plain = String::new();
        while let Some(open) = rest.find('{') {
            plain.push_str(&rest[..open]);
            rest = &rest[open + 1..];
            if let Some(after) = rest.strip_prefix('{') {
                plain.push('{');
                rest = after;
                continue;
            }
            let close =
                rest.find('}').ok_or_else(|| Problem::new("problem-play-merge").with("name", rest.to_owned()))?;
            let (name, otherwise) = match rest[..close].split_once('|') {
                Some((name, otherwise)) => (name.trim(), Some(otherwise.to_owned())),
                None => (rest[..close].trim(), None),
            };
            let field = Field::parse(name, words, to_person)
                .ok_or_else(|| Problem::new("problem-play-merge").with("name", name.to_owned()))?;
            if !plain.is_empty() {
                pieces.push(Piece::Words(std::mem::take(&mut plain)));
            }
            pieces.push(Piece::Field { name: name.to_owned(), field, otherwise });
            rest = &rest[close + 1..];
        }
        plain.push_str(rest);
        if !plain.is_empty() {
            pieces.push(Piece::Words(plain));
        }
        Ok(Self { pieces })
    }

    /// As written.
    #[must_use]
    pub fn text(&self) -> String {
        let written = |piece: &Piece| match piece {
            Piece::Words(words) => words.replace('{', "{{"),
            Piece::Field { name, otherwise: Some(otherwise), .. } => format!("{{{name}|{otherwise}}}"),
            Piece::Field { name, .. } => format!("{{{name}}}"),
        };
        self.pieces.iter().map(written).collect()
    }

    /// Fills in the values; the name of the first field without value and without other words is the error.
    pub fn merge(
        &self,
        view: &View<'_>,
        person: Option<&PersonNow<'_>>,
        today: Day,
        lang: Lang,
    ) -> Result<String, String> {
        self.fill(view, person, today, lang, false)
    }

    fn fill(
        &self,
        view: &View<'_>,
        person: Option<&PersonNow<'_>>,
        today: Day,
        lang: Lang,
        dash: bool,
    ) -> Result<String, String> {
        let mut text = String::new();
        for piece in &self.pieces {
            match piece {
                Piece::Words(words) => text.push_str(words),
                Piece::Field { name, field, otherwise } => {
                    match (field.value(view, person, today, lang).filter(|value| !value.is_empty()), otherwise) {
                        (Some(value), _) => text.push_str(&value),
                        (None, Some(words)) => text.push_str(words),
                        (None, None) if dash => text.push_str(MISSING),
                        (None, None) => return Err(name.clone()),
                    }
                }
            }
        }
        Ok(text)
    }
}

impl Field {
    fn parse(name: &str, words: &Vocabulary, to_person: bool) -> Option<Self> {
        Some(match name {
            "account.key" => Self::Key,
            "account.name" => Self::Name,
            "account.plan" => Self::Plan,
            "account.industry" => Self::Industry,
            "account.country" => Self::Country,
            "person.name" if to_person => Self::Person,
            "owner.name" => Self::OwnerName,
            "owner.mail" => Self::OwnerMail,
            "contract.ends_on" => Self::EndsOn,
            "contract.decline_by" => Self::DeclineBy,
            "today" => Self::Today,
            _ => match (name.strip_prefix("account.attributes."), name.strip_prefix("metric.")) {
                (Some(attribute), _) => Self::Attribute(attribute.to_owned()),
                (_, Some(id)) => Self::Metric(words.metrics.iter().position(|metric| metric == id)?),
                _ => return None,
            },
        })
    }

    fn value(&self, view: &View<'_>, person: Option<&PersonNow<'_>>, today: Day, lang: Lang) -> Option<String> {
        let account = view.account;
        let text = |text: &str| Some(text.to_owned());
        match self {
            Self::Key => text(account.key),
            Self::Name => text(account.name),
            Self::Plan => text(account.plan),
            Self::Industry => text(account.industry),
            Self::Country => text(account.country),
            Self::Attribute(name) => account.attributes.get(name).cloned(),
            Self::Person => text(person?.name),
            Self::OwnerName => text(account.owner?.name),
            Self::OwnerMail => text(account.owner?.email),
            Self::Metric(column) => view.metrics.get(*column).and_then(|value| number(*value)),
            Self::EndsOn => view.contract.ends_on.map(|day| date(day, lang)),
            Self::DeclineBy => view.contract.decline_by.map(|day| date(day, lang)),
            Self::Today => Some(date(today, lang)),
        }
    }
}

/// Whole numbers without decimals, others with one.
fn number(value: f64) -> Option<String> {
    match value {
        value if !value.is_finite() => None,
        value if value.fract() == 0.0 => Some(format!("{value:.0}")),
        value => Some(format!("{value:.1}")),
    }
}

fn date(day: Day, lang: Lang) -> String {
    let (year, month, date) = day.ymd();
    match lang {
        Lang::Ja => format!("{year}年{month}月{date}日"),
        Lang::En => day.to_string(),
    }
}
