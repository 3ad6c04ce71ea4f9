//! What a change to many did: a sentence, the way back, and a row for each (RULES 8).

use crate::Cx;
use crate::ui::{Action, Badge, Column, Html, Line, Page, PageHead, Table, Tone};
use askama::Template;
use banso_app::bulk::Outcome;
use banso_kernel::Micros;

/// Rows that the page shows; the others are counted.
pub(crate) const SHOWN: usize = 100;

/// A row of the report.
pub(crate) struct Row {
    /// What it is about.
    pub name: Html,
    /// Its page, if it has one.
    pub href: Option<String>,
    /// The value before.
    pub before: Html,
    /// What became of it.
    pub outcome: Outcome,
    /// Undoing left it alone.
    pub left: bool,
}

/// The page.
#[derive(Template)]
#[template(path = "pages/bulk_done.html")]
pub struct BulkDone {
    pub(crate) cx: Cx,
    /// Area and prefix of the messages: `accounts-bulk`, `tasks-given`.
    pub(crate) area: &'static str,
    pub(crate) says: String,
    /// A further line, such as the reason.
    pub(crate) note: String,
    pub(crate) rows: Vec<Row>,
    pub(crate) until: Micros,
    /// Where undoing posts.
    pub(crate) undo: String,
    pub(crate) undoable: bool,
    pub(crate) undone: bool,
    /// The list that it came from: title and address.
    pub(crate) list: (String, String),
}

impl BulkDone {
    fn id(&self, of: &str) -> String {
        format!("{}-{of}", self.area)
    }

    fn undone_says(&self) -> Option<String> {
        let left = self.rows.iter().filter(|row| row.left).count();
        self.undone.then(|| self.cx.t1(&self.id("undone-says"), "n", left))
    }

    fn until_says(&self) -> String {
        self.cx.t1("accounts-bulk-until", "at", self.cx.words.clock(self.until, &self.cx.zone))
    }

    fn rows_title(&self) -> Html {
        self.cx.h(&self.id("rows"))
    }

    fn state(&self, row: &Row) -> Html {
        let (tone, id) = match (row.outcome, self.undone, row.left) {
            (Outcome::Done, false, _) => (Tone::Good, "accounts-bulk-row-done".to_owned()),
            (Outcome::Done, true, true) => (Tone::Warn, "accounts-bulk-row-newer".to_owned()),
            (Outcome::Done, true, false) => (Tone::Plain, "accounts-bulk-row-undone".to_owned()),
            (Outcome::Gone, ..) => (Tone::Warn, self.id("row-gone")),
            (Outcome::Elsewhere, ..) => (Tone::Warn, "accounts-bulk-row-elsewhere".to_owned()),
            (Outcome::Same | Outcome::Newer, ..) => (Tone::Plain, "accounts-bulk-row-same".to_owned()),
        };
        Badge::state(&self.cx, tone, &self.cx.t(&id)).html()
    }

    fn table(&self) -> Table {
        let cx = &self.cx;
        let columns = ["what", "before", "outcome"].map(|of| Column::new(cx, &cx.t(&self.id(of))));
        // What was not done comes first: the page may not show all.
        let mut rows: Vec<&Row> = self.rows.iter().collect();
        rows.sort_by_key(|row| row.outcome == Outcome::Done);
        let line = |row: &Row| Line {
            href: row.href.clone(),
            id: None,
            cells: vec![row.name.clone(), row.before.clone(), self.state(row)],
        };
        let lines = rows.into_iter().take(SHOWN).map(line);
        Table::new(&cx.t(&self.id("report")), columns.into(), lines.collect()).dense().cards()
    }

    fn rest(&self) -> Option<String> {
        let rest = self.rows.len().checked_sub(SHOWN).filter(|rest| *rest > 0)?;
        Some(self.cx.t1(&self.id("rest"), "n", rest))
    }
}

impl Page for BulkDone {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t(&self.id("report")).into_owned(),
            question: self.cx.t(&self.id("report-question")).into_owned(),
            figure: None,
            action: Action::link(&self.list.1, &self.cx.t(&self.id("back"))),
            trail: vec![self.list.clone()],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        super::accounts::bulk::reports(cx).into_iter().chain(super::tasks::assign::reports(cx)).collect()
    }
}
