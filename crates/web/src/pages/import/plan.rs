//! `/import/files/{id}`: how a file will be read. Guesses to be corrected, questions to be answered, and the first
//! rows as they will be read.

use super::plan_controls::{Controls, Question, Select};
use super::plan_form::PlanForm;
use super::size;
use crate::ui::{Action, Html, Page, PageHead, Row, Rows, errors};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::import::{
    From, Job, Kind, Mapping, Plan, Typed, Upload, fields, lines, noticed, preview, read_as, told,
};
use banso_app::{Refused, Wrong};
use banso_kernel::Problem;
use serde::Deserialize;

/// Rows that the preview shows.
const ROWS: usize = 8;

/// The page.
#[derive(Template)]
#[template(path = "pages/import/plan.html")]
pub struct PlanPage {
    cx: Cx,
    upload: Upload,
    errors: Html,
    facts: Rows,
    kinds: Vec<(String, String, bool)>,
    selects: Vec<Select>,
    fact_groups: Vec<(String, Vec<Select>)>,
    questions: Vec<Question>,
    dates: Vec<Select>,
    rules: Vec<Select>,
    decided: Vec<String>,
    preview: Vec<Line>,
    refused: String,
    problem: String,
    text: String,
}

/// A previewed row: its line and what it becomes, or what is wrong.
struct Line {
    line: String,
    cells: Vec<Vec<(String, String)>>,
    wrong: Vec<String>,
    /// What was read otherwise than it stands in the file.
    notices: Vec<String>,
}

impl PlanPage {
    fn new(cx: &Cx, upload: &Upload, plan: &Plan, wrong: &[Wrong]) -> Self {
        let mapping = &plan.mapping;
        let (preview, problem) =
            match preview::preview(mapping, &plan.columns, (&plan.sample, &plan.refused), &cx.zone, ROWS) {
                Ok(rows) => (rows.iter().map(|row| line(cx, row)).collect(), String::new()),
                Err(problem) => (Vec::new(), cx.words.problem(&problem)),
            };
        let from = match plan.from {
            From::Given => "import-from-given",
            From::Remembered => "import-from-remembered",
            From::Guessed => "import-from-guessed",
        };
        let facts = Rows(vec![
            Row::new(&cx.t("import-read-as"), &read_as(cx.words, &plan.info)),
            Row::new(&cx.t("import-size"), &size(cx, plan.info.bytes)),
            Row::new(&cx.t("import-from"), &cx.t(from)),
        ]);
        let kinds = Kind::ALL.into_iter().map(|kind| {
            let label = cx.t(&format!("import-kind-{}", kind.word())).into_owned();
            (kind.word().to_owned(), label, kind == mapping.kind)
        });
        let maker = Controls { cx, plan };
        Self {
            errors: errors(cx, wrong, &[]),
            facts,
            kinds: kinds.collect(),
            selects: fields::of(mapping.kind).iter().map(|field| maker.field(field)).collect(),
            fact_groups: (0..mapping.facts.len()).map(|at| maker.fact(at)).collect(),
            questions: maker.questions(),
            dates: maker.dates(),
            rules: maker.rules(),
            decided: maker.decided(),
            preview,
            refused: refused(cx, plan),
            problem,
            text: mapping.to_text(),
            cx: cx.clone(),
            upload: upload.clone(),
        }
    }

    fn respond(&self, status: StatusCode) -> Response {
        let mut response = ui::respond(self);
        *response.status_mut() = status;
        response
    }
}

/// How many of the first rows have not the table's shape, and where they stand; empty for none.
fn refused(cx: &Cx, plan: &Plan) -> String {
    let n = plan.refused.len();
    if n == 0 {
        return String::new();
    }
    let first = plan.refused.iter().take(ROWS).map(|reject| reject.line);
    let args =
        [("n", n.into()), ("of", (n + plan.sample.len()).into()), ("lines", lines(cx.words, first, n as u64).into())];
    cx.words.with("import-preview-refused", &args)
}

fn line(cx: &Cx, row: &preview::Previewed) -> Line {
    let (mut cells, mut wrong) = (Vec::new(), Vec::new());
    match &row.outcome {
        Ok(Typed::Facts(facts)) if facts.is_empty() => {
            cells.push(vec![(String::new(), cx.t("common-none").into_owned())]);
        }
        Ok(typed) => cells = told(cx.words, &cx.zone, typed),
        Err(rejects) => {
            wrong.extend(rejects.iter().map(|reject| {
                let why = cx.words.problem(&reject.problem);
                format!("{} “{}”: {why}", reject.column, reject.value).trim_start().to_owned()
            }));
        }
    }
    let notices = row.notices.iter().map(|notice| format!("{}: {}", notice.column, noticed(cx.words, notice)));
    Line { line: cx.words.int(row.line.cast_signed()), cells, wrong, notices: notices.collect() }
}

impl Page for PlanPage {
    fn cx(&self) -> &Cx {
        &self.cx
    }

    fn head(&self) -> PageHead {
        PageHead {
            title: self.cx.t("import-plan-title").into_owned(),
            question: self.cx.t1("import-plan-question", "file", self.upload.file_name.as_str()),
            figure: None,
            action: Action::InContent,
            trail: vec![(self.cx.t("import-title").into_owned(), "/import".to_owned())],
        }
    }

    fn samples(cx: &Cx) -> Vec<Self> {
        let upload = Upload { id: "0".repeat(32), file_name: "顧客一覧.csv".to_owned(), bytes: 48_200, at: 0 };
        let wrong = [Wrong {
            field: "date-2".to_owned(),
            problem: Problem::new("problem-dates-open").with("column", "契約日"),
        }];
        let plans = banso_app::import::sample_plans();
        let mut pages: Vec<Self> = plans.iter().map(|plan| Self::new(cx, &upload, plan, &[])).collect();
        // The first of them has the open question.
        pages.extend(plans.first().map(|plan| Self::new(cx, &upload, plan, &wrong)));
        pages
    }
}

/// The kind that somebody chose instead of the guessed one.
#[derive(Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Choice {
    kind: Option<String>,
}

/// How the file would be read.
pub async fn show(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Query(choice): Query<Choice>,
) -> Result<Response, Fail> {
    let (upload, path) = shared.app.upload(cx.member()?, &id)?;
    let kind = choice.kind.as_deref().and_then(Kind::parse);
    match shared.app.plan_import(&path, &upload.file_name, kind, None).await {
        Ok(plan) => Ok(PlanPage::new(&cx, &upload, &plan, &[]).respond(StatusCode::OK)),
        Err(Refused::Input(wrong)) => {
            // The file as a whole is no table: say so where the next one can be chosen.
            shared.app.drop_upload(&id);
            Ok(super::upload::refused(&cx, &wrong))
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The same page with what was chosen.
pub async fn check(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Form(form): Form<PlanForm>,
) -> Result<Response, Fail> {
    let (upload, path) = shared.app.upload(cx.member()?, &id)?;
    let (plan, wrong) = chosen(&shared, &upload, &path, &form).await?;
    let status = if wrong.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    Ok(PlanPage::new(&cx, &upload, &plan, &wrong).respond(status))
}

/// Starts the import, if nothing is open any more.
pub async fn start(
    cx: Cx,
    State(shared): State<Shared>,
    Path(id): Path<String>,
    Form(form): Form<PlanForm>,
) -> Result<Response, Fail> {
    let who = cx.member()?;
    let (upload, path) = shared.app.upload(who, &id)?;
    let (plan, mut wrong) = chosen(&shared, &upload, &path, &form).await?;
    for question in &plan.questions {
        let at = plan.columns.iter().position(|column| *column == question.column).unwrap_or_default();
        let problem = Problem::new("problem-dates-open").with("column", question.column.as_str());
        wrong.push(Wrong { field: format!("date-{at}"), problem });
    }
    if let Err(problem) = plan.mapping.check() {
        wrong.push(Wrong { field: String::new(), problem });
    }
    if !wrong.is_empty() {
        return Ok(PlanPage::new(&cx, &upload, &plan, &wrong).respond(StatusCode::UNPROCESSABLE_ENTITY));
    }
    let job = Job::new(path, &upload.file_name, &plan);
    let import = shared.app.start_import(Some(who), &job).await?;
    let (to, app) = (format!("/import/{}", import.id), shared.app.clone());
    // It goes on when the page is closed; the report page reads how far it is from the database.
    tokio::spawn(async move {
        let outcome = app.run_import(import, job, &|_| {}).await;
        app.drop_upload(&id);
        match outcome {
            Ok(done) if !done.changed() => {}
            // Facts make their own days dirty; whatever else came changes what all days are computed with.
            Ok(done) if done.only_facts() => crate::pages::catch_up(&app).await,
            Ok(_) => crate::pages::compute(&app).await,
            Err(Refused::Broken(error)) => tracing::error!("an import failed: {error}"),
            Err(_) => {}
        }
    });
    Ok(ui::see(&to))
}

/// The plan with what was chosen, and what is wrong with it. A text that is no mapping leaves the guess.
async fn chosen(
    shared: &Shared,
    upload: &Upload,
    path: &std::path::Path,
    form: &PlanForm,
) -> Result<(Plan, Vec<Wrong>), Fail> {
    let plan = shared.app.plan_import(path, &upload.file_name, None, None).await?;
    let mapping: Result<Mapping, Problem> = form.mapping(&plan.columns);
    match mapping {
        Ok(mapping) => Ok((shared.app.plan_import(path, &upload.file_name, None, Some(mapping)).await?, Vec::new())),
        Err(problem) => Ok((plan, vec![Wrong { field: "text".to_owned(), problem }])),
    }
}
