//! `/import/files/{id}`: how a file will be read. Guesses to be corrected, questions to be answered, and the first
//! rows as they will be read.

use super::plan_form::{FACT_PARTS, PlanForm};
use super::size;
use crate::ui::{Action, Html, Page, PageHead, Row, Rows, errors};
use crate::{Cx, Fail, Form, Shared, ui};
use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use banso_app::import::{
    Cell, Confidence, From, Job, Kind, Mapping, Order, Plan, Source, Typed, Upload, fields, preview, read_as, told,
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
    problem: String,
    text: String,
}

/// A choice between columns or rules: a row of a table.
#[derive(Template)]
#[template(path = "pages/import/select.html")]
struct Select {
    name: String,
    label: Html,
    /// 必須, or nothing.
    mark: Html,
    options: Vec<(String, String, bool)>,
    /// Values of the chosen column.
    sample: String,
    confidence: String,
}

impl askama::filters::HtmlSafe for Select {}

/// Dates that can be read in two ways.
struct Question {
    name: String,
    text: String,
    /// Value, label, chosen.
    choices: Vec<(&'static str, String)>,
}

/// A previewed row: its line and what it becomes, or what is wrong.
struct Line {
    line: String,
    cells: Vec<Vec<(String, String)>>,
    wrong: Vec<String>,
}

impl PlanPage {
    fn new(cx: &Cx, upload: &Upload, plan: &Plan, wrong: &[Wrong]) -> Self {
        let mapping = &plan.mapping;
        let (preview, problem) = match preview::preview(mapping, &plan.columns, &plan.sample, &cx.zone, ROWS) {
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
        let maker = Maker { cx, plan };
        Self {
            errors: errors(cx, wrong),
            facts,
            kinds: kinds.collect(),
            selects: fields::of(mapping.kind).iter().map(|field| maker.field(field)).collect(),
            fact_groups: (0..mapping.facts.len()).map(|at| maker.fact(at)).collect(),
            questions: maker.questions(),
            dates: maker.dates(),
            rules: maker.rules(),
            decided: maker.decided(),
            preview,
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

fn line(cx: &Cx, row: &preview::Previewed) -> Line {
    let number = cx.words.int(row.line.cast_signed());
    match &row.outcome {
        Ok(Typed::Facts(facts)) if facts.is_empty() => {
            let none = cx.t("common-none").into_owned();
            Line { line: number, cells: vec![vec![(String::new(), none)]], wrong: Vec::new() }
        }
        Ok(typed) => Line { line: number, cells: told(cx.words, &cx.zone, typed), wrong: Vec::new() },
        Err(rejects) => {
            let wrong = rejects.iter().map(|reject| {
                let why = cx.words.problem(&reject.problem);
                format!("{} “{}”: {why}", reject.column, reject.value)
            });
            Line { line: number, cells: Vec::new(), wrong: wrong.collect() }
        }
    }
}

/// Makes the controls of a plan.
struct Maker<'a> {
    cx: &'a Cx,
    plan: &'a Plan,
}

impl Maker<'_> {
    fn options(&self, now: Option<&Source>, required: bool) -> Vec<(String, String, bool)> {
        let mut options = Vec::new();
        if !required || now.is_none() {
            options.push((String::new(), self.cx.t("import-column-none").into_owned(), now.is_none()));
        }
        if let Some(Source::Constant(value)) = now {
            options.push(("keep".to_owned(), self.cx.t1("import-constant", "value", value.as_str()), true));
        }
        let chosen = now.and_then(Source::column);
        let columns = self.plan.columns.iter().enumerate();
        options.extend(columns.map(|(at, name)| (format!("c{at}"), name.clone(), chosen == Some(name))));
        options
    }

    /// A few different values of a column.
    fn sample(&self, now: Option<&Source>) -> String {
        let at = now.and_then(Source::column).and_then(|name| self.plan.columns.iter().position(|c| c == name));
        let Some(at) = at else { return String::new() };
        let mut values: Vec<String> = Vec::new();
        for cell in self.plan.sample.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !Cell::is_empty(cell)) {
            let shown: String = cell.shown().chars().take(40).collect();
            if !values.contains(&shown) {
                values.push(shown);
            }
            if values.len() == 3 {
                break;
            }
        }
        values.join(" · ")
    }

    fn confidence(&self, field: &str) -> String {
        let id = match self.plan.confidence.get(field) {
            None => return String::new(),
            Some(Confidence::High) => "import-confidence-high",
            Some(Confidence::Medium) => "import-confidence-medium",
            Some(Confidence::Low) => "import-confidence-low",
        };
        self.cx.t(id).into_owned()
    }

    fn mark(&self, required: bool) -> Html {
        if required { self.cx.h("common-required") } else { Html::default() }
    }

    fn label(&self, field: &str) -> Html {
        self.cx.h(&format!("import-field-{}", field.replace('_', "-")))
    }

    fn field(&self, field: &fields::Field) -> Select {
        let now = self.plan.mapping.columns.get(field.id);
        let mut options = self.options(now, field.required);
        if field.id == "currency" {
            for code in ["JPY", "USD", "EUR"] {
                if now != Some(&Source::Constant(code.to_owned())) {
                    options.push((format!("={code}"), self.cx.t1("import-constant", "value", code), false));
                }
            }
        }
        Select {
            name: format!("column-{}", field.id),
            label: self.label(field.id),
            mark: self.mark(field.required),
            options,
            sample: self.sample(now),
            confidence: self.confidence(field.id),
        }
    }

    fn fact(&self, at: usize) -> (String, Vec<Select>) {
        let fact = &self.plan.mapping.facts[at];
        let selects = FACT_PARTS.map(|part| {
            let (now, required, label) = match part {
                "name" => (Some(&fact.name), true, "fact_name"),
                "occurred_at" => (Some(&fact.occurred_at), true, "occurred_at"),
                "value" => (fact.value.as_ref(), false, "value"),
                _ => (fact.id.as_ref(), false, "id"),
            };
            Select {
                name: format!("fact-{at}-{part}"),
                label: self.label(label),
                mark: self.mark(required),
                options: self.options(now, required),
                sample: self.sample(now),
                confidence: self.confidence(part),
            }
        });
        (self.cx.t1("import-fact-n", "n", at + 1), selects.into())
    }

    fn questions(&self) -> Vec<Question> {
        let cx = self.cx;
        let question = |question: &banso_app::import::Question| {
            let at = self.plan.columns.iter().position(|column| *column == question.column)?;
            let example = question.examples.first().map(String::as_str).unwrap_or_default();
            let column = ("column", question.column.as_str().into());
            let text = match question.examples.as_slice() {
                [day, month] if question.contradicts => {
                    let args = [column, ("day", day.as_str().into()), ("month", month.as_str().into())];
                    cx.words.with("import-question-contradicts", &args)
                }
                _ => cx.words.with("import-question-column", &[column, ("value", example.into())]),
            };
            let choices = [("day-first", Order::DayFirst), ("month-first", Order::MonthFirst)].map(|(value, order)| {
                let name = cx.t(&format!("import-dates-{value}")).into_owned();
                let read = banso_app::import::read_day(example, order, &cx.zone);
                let label = match read {
                    Some(day) => {
                        let args = [("order", name.as_str().into()), ("read", cx.words.day(day).into())];
                        cx.words.with("import-dates-choice", &args)
                    }
                    None => cx.t1("import-dates-choice-none", "order", name.as_str()),
                };
                (value, label)
            });
            Some(Question { name: format!("date-{at}"), text, choices: choices.into() })
        };
        self.plan.questions.iter().filter_map(question).collect()
    }

    /// Orders that are settled, to be changed if they are wrong.
    fn dates(&self) -> Vec<Select> {
        let select = |(column, now): (&String, &Order)| {
            let at = self.plan.columns.iter().position(|name| name == column)?;
            let all = [
                ("year-first", Order::YearFirst),
                ("day-first", Order::DayFirst),
                ("month-first", Order::MonthFirst),
                ("unix", Order::Unix),
            ];
            let option = |(value, order): (&str, Order)| {
                (value.to_owned(), self.cx.t(&format!("import-dates-{value}")).into_owned(), order == *now)
            };
            Some(Select {
                name: format!("date-{at}"),
                label: Html::text(column),
                mark: Html::default(),
                options: all.into_iter().map(option).collect(),
                sample: self.sample(Some(&Source::Column(column.clone()))),
                confidence: String::new(),
            })
        };
        self.plan.mapping.dates.iter().filter_map(select).collect()
    }

    fn rules(&self) -> Vec<Select> {
        use banso_app::import::mapping::{AccountBy, Ends, Known, Per};
        let rules = &self.plan.mapping.rules;
        let select = |rule: &str, options: &[(&str, bool)]| {
            let id = |word: &str| format!("import-rule-{}", word.replace('_', "-"));
            let option = |(value, on): &(&str, bool)| {
                ((*value).to_owned(), self.cx.t(&id(&format!("{rule}-{value}"))).into_owned(), *on)
            };
            Select {
                name: format!("rule-{rule}"),
                label: self.cx.h(&id(rule)),
                mark: Html::default(),
                options: options.iter().map(option).collect(),
                sample: String::new(),
                confidence: String::new(),
            }
        };
        let mut selects = Vec::new();
        if self.plan.mapping.kind != Kind::Accounts {
            let by = rules.account_by;
            let all = [
                ("key", by == AccountBy::Key),
                ("contract", by == AccountBy::Contract),
                ("person", by == AccountBy::Person),
            ];
            selects.push(select("account_by", &all));
        }
        match self.plan.mapping.kind {
            Kind::Contracts => {
                let (per, ends) = (rules.amount_per, rules.ends);
                selects.push(select("amount_per", &[("month", per == Per::Month), ("year", per == Per::Year)]));
                let all = [("last_day", ends == Ends::LastDay), ("first_day_after", ends == Ends::FirstDayAfter)];
                selects.push(select("ends", &all));
            }
            Kind::Facts | Kind::Touches => {
                let all = [
                    ("at_import", rules.known == Known::AtImport),
                    ("at_occurrence", rules.known == Known::AtOccurrence),
                ];
                selects.push(select("known", &all));
            }
            Kind::Accounts | Kind::People => {}
        }
        selects
    }

    fn decided(&self) -> Vec<String> {
        let sentence = |decided: &banso_app::import::Decided| {
            let id = match decided.order {
                Order::MonthFirst => "import-dates-month-first",
                _ => "import-dates-day-first",
            };
            let args = [
                ("column", decided.column.as_str().into()),
                ("order", self.cx.t(id).into_owned().into()),
                ("value", decided.by.as_str().into()),
            ];
            self.cx.words.with("import-dates-decided", &args)
        };
        self.plan.decided.iter().map(sentence).collect()
    }
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
            Ok(finished) if finished.empty() => {}
            Ok(_) => {
                if let Err(error) = app.rebuild(&|_| {}).await {
                    tracing::error!("metrics were not computed after an import: {error}");
                }
            }
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
