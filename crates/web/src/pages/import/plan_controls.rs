//! The controls of the mapping page: which column is which field, how values are understood, which dates are open.

use super::plan_form::FACT_PARTS;
use crate::Cx;
use crate::ui::Html;
use askama::Template;
use banso_app::import::{Cell, Confidence, Kind, Order, Plan, Source, fields};

/// A choice between columns or rules: a row of a table.
#[derive(Template)]
#[template(path = "pages/import/select.html")]
pub(super) struct Select {
    pub(super) name: String,
    pub(super) label: Html,
    /// 必須, or nothing.
    pub(super) mark: Html,
    pub(super) options: Vec<(String, String, bool)>,
    /// Values of the chosen column.
    pub(super) sample: String,
    pub(super) confidence: String,
}

impl askama::filters::HtmlSafe for Select {}

/// Dates that can be read in two ways.
pub(super) struct Question {
    pub(super) name: String,
    pub(super) text: String,
    /// Value, label, chosen.
    pub(super) choices: Vec<(&'static str, String)>,
}

/// Makes the controls of a plan.
pub(super) struct Controls<'a> {
    pub(super) cx: &'a Cx,
    pub(super) plan: &'a Plan,
}

impl Controls<'_> {
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

    pub(super) fn field(&self, field: &fields::Field) -> Select {
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

    pub(super) fn fact(&self, at: usize) -> (String, Vec<Select>) {
        let fact = &self.plan.mapping.facts[at];
        let selects = FACT_PARTS.map(|part| {
            let (now, required, label) = match part {
                "name" => (Some(&fact.name), true, "fact_name"),
                "occurred_at" => (Some(&fact.occurred_at), true, "occurred_at"),
                "value" => (fact.value.as_ref(), false, "value"),
                _ => (fact.id.as_ref(), false, "id"),
            };
            let (mut options, mut sample) = (self.options(now, required), self.sample(now));
            if part == "name" {
                let others = self.plan.counted.iter().filter(|name| now != Some(&Source::Constant((*name).clone())));
                options
                    .extend(others.map(|name| {
                        (format!("={name}"), self.cx.t1("import-constant", "value", name.as_str()), false)
                    }));
                if self.plan.uncounted(fact) {
                    let names = if let Source::Constant(name) = &fact.name { name.clone() } else { sample };
                    sample = self.cx.t1("import-name-uncounted", "names", names);
                }
            }
            Select {
                name: format!("fact-{at}-{part}"),
                label: self.label(label),
                mark: self.mark(required),
                options,
                sample,
                confidence: self.confidence(part),
            }
        });
        (self.cx.t1("import-fact-n", "n", at + 1), selects.into())
    }

    pub(super) fn questions(&self) -> Vec<Question> {
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
    pub(super) fn dates(&self) -> Vec<Select> {
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

    pub(super) fn rules(&self) -> Vec<Select> {
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

    pub(super) fn decided(&self) -> Vec<String> {
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
