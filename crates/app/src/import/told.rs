//! Imports in words: what a file is, what a row becomes, what a report says. The same sentences on every surface.

use super::report::{Report, Step};
use banso_intake::read::AccountName;
use banso_intake::values::dates::{self, Order};
use banso_intake::{Cell, Format, Info, Reject, Typed};
use banso_kernel::{Day, Micros, Zone};
use banso_words::Words;

/// What kind of file it is, such as `CSV, Shift_JIS, gzip`.
#[must_use]
pub fn read_as(words: &'static Words, info: &Info) -> String {
    let mut parts = match &info.format {
        Format::Delimited('\t', encoding) => vec!["TSV".to_owned(), encoding.name().to_owned()],
        Format::Delimited(',', encoding) => vec!["CSV".to_owned(), encoding.name().to_owned()],
        Format::Delimited(delimiter, encoding) => vec![format!("CSV ({delimiter})"), encoding.name().to_owned()],
        Format::JsonLines => vec!["JSON Lines".to_owned()],
        Format::Sheet(name, _) => vec!["XLSX".to_owned(), name.clone()],
    };
    if info.gzip {
        parts.push("gzip".to_owned());
    }
    if !info.header {
        parts.push(words.get("import-no-header").to_string());
    }
    parts.join(", ")
}

/// A row as it will be read: (field, value), once for each thing that it becomes.
#[must_use]
pub fn told(words: &'static Words, zone: &Zone, row: &Typed) -> Vec<Vec<(String, String)>> {
    let teller = Teller { words, zone };
    match row {
        Typed::Account(row) => {
            let mut cells = vec![teller.cell("key", &row.key)];
            cells.extend(row.texts.iter().map(|(field, text)| teller.cell(field, text)));
            cells.extend(row.signed_up_on.map(|day| teller.day("signed_up_on", day)));
            cells.extend(row.attributes.iter().map(|(name, text)| (name.clone(), text.clone())));
            vec![cells]
        }
        Typed::Person(row) => {
            let mut cells = vec![teller.account(&row.account), teller.cell("key", &row.key)];
            cells.extend(row.texts.iter().map(|(field, text)| teller.cell(field, text)));
            cells.extend(row.champion.map(|truth| teller.truth("champion", truth)));
            cells.extend(row.issued_on.map(|day| teller.day("issued_on", day)));
            cells.extend(row.left_on.map(|day| teller.day("left_on", day)));
            vec![cells]
        }
        Typed::Contract(row) => {
            let mut cells = vec![teller.cell("key", &row.key), teller.account(&row.account)];
            cells.extend(row.texts.iter().map(|(field, text)| teller.cell(field, text)));
            cells.push(teller.cell("amount", &words.money(row.monthly)));
            cells.push(teller.day("starts_on", Some(row.starts_on)));
            cells.push(teller.day("ends_on", row.ends_on));
            cells.extend(row.auto_renew.map(|truth| teller.truth("auto_renew", truth)));
            cells.extend(row.decline_by.map(|day| teller.day("decline_by", day)));
            vec![cells]
        }
        Typed::Touch(row) => vec![vec![
            teller.account(&row.account),
            teller.moment("occurred_at", row.occurred_at),
            teller.cell("kind", &words.get(&format!("common-touch-{}", row.kind))),
            teller.cell("person", &row.person),
            teller.cell("member", &row.member),
            teller.cell("subject", &row.subject),
            teller.cell("note", &row.note),
        ]],
        Typed::Facts(facts) => facts
            .iter()
            .map(|fact| {
                let mut cells = vec![teller.account(&fact.account)];
                cells.extend(fact.person.as_ref().map(|person| teller.cell("person", person)));
                cells.push(teller.cell("fact_name", &fact.name));
                cells.push(teller.moment("occurred_at", fact.occurred_at));
                cells.extend(fact.value.map(|value| teller.cell("value", &banso_intake::row::plain(value))));
                cells.push(teller.cell("props", &fact.props));
                cells
            })
            .collect(),
    }
}

struct Teller<'a> {
    words: &'static Words,
    zone: &'a Zone,
}

impl Teller<'_> {
    fn cell(&self, field: &str, value: &str) -> (String, String) {
        (field_label(self.words, field), value.to_owned())
    }

    fn day(&self, field: &str, day: Option<Day>) -> (String, String) {
        self.cell(field, &day.map(|day| self.words.day(day)).unwrap_or_default())
    }

    fn moment(&self, field: &str, at: Micros) -> (String, String) {
        self.cell(field, &self.words.moment(at, self.zone))
    }

    fn truth(&self, field: &str, truth: bool) -> (String, String) {
        self.cell(field, &self.words.get(if truth { "common-yes" } else { "common-no" }))
    }

    fn account(&self, name: &AccountName) -> (String, String) {
        let (AccountName::Key(text) | AccountName::Contract(text) | AccountName::Person(text)) = name;
        self.cell("account", text)
    }
}

/// The label of a field.
#[must_use]
pub fn field_label(words: &'static Words, field: &str) -> String {
    words.get(&format!("import-field-{}", field.replace('_', "-"))).to_string()
}

/// Everything that a report says besides its counts, one sentence each.
#[must_use]
pub fn notes(words: &'static Words, kind: &str, report: &Report) -> Vec<String> {
    let mut notes = Vec::new();
    let count = |n: u64| ("n", n.cast_signed().into());
    if let Some(problem) = &report.broken {
        notes.push(words.problem(problem));
    }
    if kind == "facts" || kind == "touches" {
        let args =
            [("new", report.facts_new.cast_signed().into()), ("already", report.facts_already.cast_signed().into())];
        notes.push(words.with("import-note-facts", &args));
    }
    if report.rows_conflicting > 0 {
        let facts = ("facts", report.facts_conflicting.cast_signed().into());
        notes.push(words.with("import-note-conflicting", &[count(report.rows_conflicting), facts]));
    }
    if report.repeated > 0 {
        let lines = ("lines", lines(words, report.first_repeated.iter().copied(), report.repeated).into());
        notes.push(words.with("import-note-repeated", &[count(report.repeated), lines]));
    }
    for (made, id) in [(&report.accounts, "import-note-accounts"), (&report.people, "import-note-people")] {
        if made.count > 0 {
            notes.push(words.with(id, &[count(made.count), ("first", made.first.join(", ").into())]));
        }
    }
    if report.rounded > 0 {
        notes.push(words.with("import-note-rounded", &[count(report.rounded)]));
    }
    if report.owners_unknown > 0 {
        notes.push(words.with("import-note-owners", &[count(report.owners_unknown)]));
    }
    if report.noticed > 0 {
        let first: Vec<String> = report.first_noticed.iter().map(|notice| noticed(words, notice)).collect();
        notes.push(
            words.with("import-note-read-otherwise", &[count(report.noticed), ("first", first.join(" ").into())]),
        );
    }
    if let Some(code) = &report.currency {
        notes.push(words.with("import-note-currency", &[("currency", code.as_str().into())]));
    }
    if report.other_currency > 0 {
        notes.push(words.with("import-note-other-currency", &[count(report.other_currency)]));
    }
    for (column, order) in &report.decided {
        let order = words.get(&format!("import-dates-{order}")).to_string();
        notes.push(words.with("import-note-dates", &[("column", column.as_str().into()), ("order", order.into())]));
    }
    notes
}

/// Numbers of rows as a list, with an ellipsis where there are more of them: `all` in all.
#[must_use]
pub fn lines(words: &'static Words, first: impl Iterator<Item = u64>, all: u64) -> String {
    let first: Vec<String> = first.map(|line| words.int(line.cast_signed())).collect();
    let more = if all > first.len() as u64 { ", …" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// A value that was taken, but read otherwise than it stands there.
#[must_use]
pub fn noticed(words: &'static Words, notice: &Reject) -> String {
    words.problem(&notice.problem)
}

/// Facts older than this many days leave most metrics without data.
const LONG_PAST: i32 = 28;

/// The day of an import's newest fact, if that is long before `today`: then the data wants to be looked at as of then.
#[must_use]
pub fn long_past(report: &Report, zone: &Zone, today: Day) -> Option<Day> {
    let newest = zone.day_of(Micros(report.newest?));
    (report.step == Step::Done && today - newest > LONG_PAST).then_some(newest)
}

/// The day that a text means in this order, for showing both readings of an open question.
#[must_use]
pub fn read_day(text: &str, order: Order, zone: &Zone) -> Option<Day> {
    dates::day(&Cell::Text(text.to_owned()), order, zone).ok().flatten()
}
