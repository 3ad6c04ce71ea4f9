//! `/import`: all imports, newest first.

use super::{samples, state};
use crate::ui::{Action, Column, Empty, Html, Line, Page, PageHead, Table};
use crate::{Cx, Fail, Shared, ui};
use askama::Template;
use axum::extract::State;
use axum::response::Response;
use banso_app::import::Shown;

/// The list.
#[derive(Template)]
#[template(source = "{{ content }}", ext = "html")]
pub struct Imports {
    cx: Cx,
    content: Html,
}

impl Imports {
    fn new(cx: Cx, imports: &[Shown]) -> Self {
        let content = if imports.is_empty() {
            let (what, needs) = (cx.t("import-empty"), cx.t("import-empty-needs"));
            Html::of(&Empty::new(&cx, &what, &needs, "/import/new", &cx.t("import-new")))
        } else {
            Html::of(&table(&cx, imports))
        };
        Self { cx, content }
    }
}

fn table(cx: &Cx, imports: &[Shown]) -> Table {
    let head = |id: &str| Column::new(cx, &cx.t(id));
    let figures = |id: &str| head(id).figures();
    let columns = vec![
        head("import-head-file"),
        head("import-head-kind"),
        head("import-state"),
        figures("import-head-new"),
        figures("import-head-updated").wide_only(),
        figures("import-head-unchanged").wide_only(),
        figures("import-head-rejected"),
        head("import-started").wide_only(),
    ];
    let lines = imports.iter().map(|shown| {
        let import = &shown.import;
        let count = |n: u64| Html::text(&cx.words.int(n.cast_signed()));
        Line {
            href: Some(format!("/import/{}", import.id)),
            id: Some(format!("row-{}", import.id)),
            cells: vec![
                Html::text(&import.file_name),
                Html::text(&cx.t(&format!("import-kind-{}", import.kind))),
                state(cx, shown).html(),
                count(import.counts.new),
                count(import.counts.updated),
                count(import.counts.unchanged),
                count(import.rows_rejected + shown.report.rows_conflicting),
                cx.moment(import.started_at),
            ],
        }
    });
    Table::new(&cx.t("import-history"), columns, lines.collect()).cards()
}

impl Page for Imports {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("import-title").into_owned(),
            question: self.cx.t("import-question").into_owned(),
            figure: None,
            action: Action::link("/import/new", &self.cx.t("import-new")),
            trail: Vec::new(),
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        vec![Self::new(cx.clone(), &samples(cx)), Self::new(cx.clone(), &[])]
    }
}

/// All imports.
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let imports = shared.app.imports(cx.member()?).await?;
    Ok(ui::respond(&Imports::new(cx, &imports)))
}
