//! The design system: what a page is made of, and how to make one.
//!
//! # A page in twenty lines
//!
//! ```ignore
//! // src/pages/phases.rs, listed in pages/mod.rs; route in routes.rs; messages in words (area of the page)
//! #[derive(Template)]
//! #[template(path = "pages/phases.html")]             // only the content: head and frame come by themselves
//! pub struct Phases { cx: Cx, table: Table }
//!
//! impl Page for Phases {
//!     fn cx(&self) -> &Cx { &self.cx }
//!     fn head(&self) -> PageHead {
//!         PageHead {
//!             title: self.cx.t("phases-title").into(),
//!             question: self.cx.t("phases-question").into(),       // the one question that this page answers
//!             figure: None,                                        // at most one headline figure
//!             action: Action::link("/import", &self.cx.t("phases-import")),   // exactly one primary button
//!             trail: vec![],
//!         }
//!     }
//!     fn samples(cx: &Cx) -> Vec<Self> { vec![/* full, empty, worst case */] }
//! }
//!
//! pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
//!     let rows = shared.app.phases(cx.member()?).await?;           // one use case
//!     Ok(ui::respond(&Phases { table: table(&cx, rows), cx }))
//! }
//! ```
//!
//! Then add its line to `pages/gallery.rs`: the tests render every sample in both languages and check the rules.
//!
//! # Things to know
//! - In a template: `{{ cx.t("id") }}` is a message, `{{ cx.h("id") }}` the same with phrase breaks (headings, buttons,
//!   labels, table heads), `{{ cx.date(day) }}` a date, `{{ cx.words.int(n) }}` a count. Everything else is escaped;
//!   `|safe` is not used: finished markup has the type [`Html`], and only components make it (`Html::svg` for charts).
//! - The content security policy forbids `style="…"`, inline scripts and foreign hosts. Widths that depend on data are
//!   drawn in SVG with presentation attributes or with `<meter>`; colours are classes (`c-segment-1` sets `--c`).
//! - Every `<form method="post">` begins with `{{ cx.token() }}`; its handler takes [`crate::Form`] (or
//!   [`crate::Upload`] for files). After success redirect with [`crate::ui::done`], which can offer undo.
//! - Colour never speaks alone: [`Badge`] always has a word.
//! - Japanese on an English page is marked as such when the page is rendered (`speech.rs`).

mod address;
mod badge;
mod chart;
mod done;
mod empty;
mod field;
mod figure;
mod form_page;
mod html;
mod icon;
mod layout;
mod page;
mod pager;
mod rail;
mod rows;
mod speech;
mod table;

pub(crate) use address::address;
pub use badge::Badge;
pub use chart::Chart;
pub(crate) use done::own;
pub use done::{done, see};
pub use empty::Empty;
pub use field::{Choice, Field, Kind, errors};
pub use figure::{Compare, Figure, Tone};
pub use form_page::FormPage;
pub use html::Html;
pub use icon::icon;
pub use page::{Action, Page, PageHead, render, respond};
pub use pager::Pager;
pub(crate) use rail::first;
pub use rows::{Row, Rows};
pub use table::{Align, Column, Line, Sort, Table};
