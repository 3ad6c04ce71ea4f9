//! The table: numbers right, sortable heads that are links, a sticky head, the whole row a link.

use super::{Html, icon};
use crate::Cx;
use askama::Template;

/// Where a column's cells stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Align {
    /// Words.
    #[default]
    Start,
    /// Figures.
    End,
}

/// The direction in which a table is sorted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// Smallest first.
    Up,
    /// Largest first.
    Down,
}

/// A column.
#[derive(Clone, Debug)]
pub struct Column {
    name: String,
    label: Html,
    hint: Option<String>,
    align: Align,
    sort: Option<Sort>,
    href: Option<String>,
    class: &'static str,
}

impl Column {
    /// A column with this head; the unit belongs into the head ("CMRR (円)"), not into the cells.
    #[must_use]
    pub fn new(cx: &Cx, label: &str) -> Self {
        Self {
            name: label.to_owned(),
            label: cx.phrases(label),
            hint: None,
            align: Align::Start,
            sort: None,
            href: None,
            class: "",
        }
    }

    /// A column of figures.
    #[must_use]
    pub fn figures(mut self) -> Self {
        self.align = Align::End;
        self
    }

    /// A head that sorts: `now` is the present direction if the table is sorted by it, `href` the address that sorts
    /// (or turns the direction round).
    #[must_use]
    pub fn sorts(mut self, now: Option<Sort>, href: String) -> Self {
        (self.sort, self.href) = (now, Some(href));
        self
    }

    /// What it means, on hover.
    #[must_use]
    pub fn hint(mut self, text: &str) -> Self {
        self.hint = Some(text.to_owned());
        self
    }

    /// Its cells say themselves what they are: no head beside them where a row is a card.
    #[must_use]
    pub fn speaks(mut self) -> Self {
        self.name.clear();
        self
    }

    /// A head for screen readers alone: the cells say what they do.
    #[must_use]
    pub fn unseen(mut self) -> Self {
        self.label = Html::raw(format!("<span class=\"hidden\">{}</span>", self.label));
        self.speaks()
    }

    /// Left out on narrow screens.
    #[must_use]
    pub fn wide_only(mut self) -> Self {
        self.class = "wide";
        self
    }

    fn aria_sort(&self) -> &'static str {
        match self.sort {
            Some(Sort::Up) => "ascending",
            Some(Sort::Down) => "descending",
            None => "none",
        }
    }

    fn arrow(&self) -> &'static str {
        match self.sort {
            Some(Sort::Up) => "↑",
            Some(Sort::Down) => "↓",
            None => "",
        }
    }
}

/// A row of cells, in the order of the columns. The first cell holds the row's name.
#[derive(Clone, Debug)]
pub struct Line {
    /// Where the row leads.
    pub href: Option<String>,
    /// An id to come back to (`#row-12`).
    pub id: Option<String>,
    /// One per column.
    pub cells: Vec<Html>,
}

/// A table; print it with `{{ table }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/table.html")]
pub struct Table {
    caption: String,
    columns: Vec<Column>,
    lines: Vec<Line>,
    dense: &'static str,
    foot: Option<Line>,
    picks: Option<Picks>,
    cards: bool,
}

/// Check boxes in front of the rows.
#[derive(Clone, Debug)]
struct Picks {
    form: &'static str,
    name: &'static str,
    head: String,
    /// Value and label of each row's box.
    rows: Vec<(String, String)>,
}

impl Table {
    /// `caption` names the table for screen readers.
    #[must_use]
    pub fn new(caption: &str, columns: Vec<Column>, lines: Vec<Line>) -> Self {
        Self { caption: caption.to_owned(), columns, lines, dense: "", foot: None, picks: None, cards: false }
    }

    /// Rows of 32 px instead of 40.
    #[must_use]
    pub fn dense(mut self) -> Self {
        self.dense = " dense";
        self
    }

    /// Rows of 48 px.
    #[must_use]
    pub fn airy(mut self) -> Self {
        self.dense = " airy";
        self
    }

    /// Rows become cards on narrow screens, each cell with its head: for lists, since it costs bytes.
    #[must_use]
    pub fn cards(mut self) -> Self {
        self.cards = true;
        self
    }

    /// A check box in front of each row, which the form with the id `form` sends as `name`: value and label by row.
    #[must_use]
    pub fn picks(mut self, form: &'static str, name: &'static str, head: &str, rows: Vec<(String, String)>) -> Self {
        self.picks = Some(Picks { form, name, head: head.to_owned(), rows });
        self
    }

    fn pick(&self, row: &usize) -> Option<(&'static str, &'static str, &(String, String))> {
        let picks = self.picks.as_ref()?;
        picks.rows.get(*row).map(|pick| (picks.form, picks.name, pick))
    }

    /// A last row with totals.
    #[must_use]
    pub fn totals(mut self, line: Line) -> Self {
        self.foot = Some(line);
        self
    }

    /// The same table folded away under a chart.
    #[must_use]
    pub fn behind(&self, cx: &Cx) -> Html {
        let label = cx.h("web-table-behind");
        let table = Html::of(self);
        Html::raw(format!("<details class=\"behind\"><summary>{}{label}</summary>{table}</details>", icon("table")))
    }

    /// The head of a column as plain text, for narrow screens where a row becomes a card.
    fn name(&self, index: &usize) -> &str {
        self.columns.get(*index).map_or("", |column| &column.name)
    }

    /// The class of a column's cells as an attribute; nothing where there is none.
    fn class(&self, index: &usize) -> Html {
        let Some(column) = self.columns.get(*index) else { return Html::default() };
        let figure = if column.align == Align::End { "num" } else { "" };
        let classes: Vec<&str> = [figure, column.class].into_iter().filter(|class| !class.is_empty()).collect();
        if classes.is_empty() { Html::default() } else { Html::raw(format!(" class=\"{}\"", classes.join(" "))) }
    }
}

impl askama::filters::HtmlSafe for Table {}
