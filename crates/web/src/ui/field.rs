//! A form field: label above with 必須/任意, help, the control, the error below; and the list of errors on top.

use super::{Html, Row, icon};
use crate::Cx;
use askama::Template;
use banso_app::Wrong;
use banso_kernel::Problem;

/// A choice of a list: (value, label).
pub type Choice = (String, String);

/// The control.
#[derive(Clone, Debug)]
pub enum Kind {
    /// One line; the argument is the input's type (`text`, `email`, `password`, `date`, `number`, `search`).
    Line(&'static str),
    /// Several lines.
    Lines,
    /// One of a list, in a drop-down.
    Select(Vec<Choice>),
    /// One of a few, all visible.
    Radio(Vec<Choice>),
    /// Yes or no; the value is `on` when ticked.
    Tick,
}

/// A field of a form; print it with `{{ field }}`.
#[derive(Clone, Debug, Template)]
#[template(path = "ui/field.html")]
pub struct Field {
    name: String,
    label: Html,
    /// The label without break marks.
    called: String,
    kind: Kind,
    value: String,
    required: bool,
    mark: Html,
    help: String,
    error: String,
    autocomplete: &'static str,
    inputmode: &'static str,
    max: usize,
    suggestions: Vec<String>,
    alert: Html,
    first: bool,
}

impl Field {
    /// A required field; `label` is a message id.
    #[must_use]
    pub fn new(cx: &Cx, name: &str, label: &str, kind: Kind) -> Self {
        Self {
            name: name.to_owned(),
            label: cx.h(label),
            called: cx.t(label).into_owned(),
            kind,
            value: String::new(),
            required: true,
            mark: cx.h("common-required"),
            help: String::new(),
            error: String::new(),
            autocomplete: "off",
            inputmode: "",
            max: 200,
            suggestions: Vec::new(),
            alert: icon("alert"),
            first: false,
        }
    }

    /// The mail address that somebody signs in with.
    #[must_use]
    pub fn mail(cx: &Cx, value: &str) -> Self {
        Self::new(cx, "mail", "common-mail", Kind::Line("email")).value(value).fills("username").keyboard("email")
    }

    /// A password; `fills` tells the browser whether it is `current-password` or `new-password`.
    #[must_use]
    pub fn password(cx: &Cx, fills: &'static str) -> Self {
        Self::new(cx, "password", "members-password", Kind::Line("password")).fills(fills)
    }

    /// What stands in it: what was typed before, or the stored value.
    #[must_use]
    pub fn value(mut self, value: &str) -> Self {
        value.clone_into(&mut self.value);
        self
    }

    /// It may stay empty.
    #[must_use]
    pub fn optional(mut self, cx: &Cx) -> Self {
        self.required = false;
        self.mark = cx.h("common-optional");
        self
    }

    /// A sentence between label and control; `id` is a message id.
    #[must_use]
    pub fn help(mut self, cx: &Cx, id: &str) -> Self {
        self.help = cx.t(id).into_owned();
        self
    }

    /// The browser's hint for filling it in (`username`, `current-password`, `new-password`, `one-time-code`…).
    #[must_use]
    pub fn fills(mut self, autocomplete: &'static str) -> Self {
        self.autocomplete = autocomplete;
        self
    }

    /// The on-screen keyboard (`numeric`, `email`, `tel`…).
    #[must_use]
    pub fn keyboard(mut self, inputmode: &'static str) -> Self {
        self.inputmode = inputmode;
        self
    }

    /// The most characters it takes (200 unless told).
    #[must_use]
    pub fn max(mut self, characters: usize) -> Self {
        self.max = characters;
        self
    }

    /// What it offers while something is typed.
    #[must_use]
    pub fn suggests(mut self, texts: Vec<String>) -> Self {
        self.suggestions = texts;
        self
    }

    /// The errors of this field among all.
    #[must_use]
    pub fn errors(mut self, cx: &Cx, wrong: &[Wrong]) -> Self {
        let own = wrong.iter().filter(|wrong| wrong.field == self.name);
        self.error = own.map(|wrong| self.says(cx, &wrong.problem)).collect::<Vec<_>>().join(" ");
        self.first = wrong.first().is_some_and(|wrong| wrong.field == self.name);
        self
    }

    /// What is wrong, in words: of what is chosen nobody is asked to type it.
    fn says(&self, cx: &Cx, problem: &Problem) -> String {
        match (problem.code.as_str(), &self.kind) {
            ("problem-required", Kind::Select(_) | Kind::Radio(_)) => cx.t("problem-choice-required").into_owned(),
            _ => cx.words.problem(problem),
        }
    }

    fn described(&self) -> String {
        let mut ids = Vec::new();
        if !self.help.is_empty() {
            ids.push(format!("help-{}", self.name));
        }
        if !self.error.is_empty() {
            ids.push(format!("error-{}", self.name));
        }
        ids.join(" ")
    }

    fn grouped(&self) -> bool {
        matches!(self.kind, Kind::Radio(_))
    }
}

impl askama::filters::HtmlSafe for Field {}

/// What is wrong, at the top of a form: each line leads to its field, and says which of `fields` it is about. Empty when
/// all is well.
#[must_use]
pub fn errors(cx: &Cx, wrong: &[Wrong], fields: &[Field]) -> Html {
    #[derive(Template)]
    #[template(path = "ui/errors.html")]
    struct View {
        title: Html,
        rows: Vec<Row>,
    }
    if wrong.is_empty() {
        return Html::default();
    }
    let line = |wrong: &Wrong| {
        let Some(field) = fields.iter().find(|field| field.name == wrong.field) else {
            return cx.words.problem(&wrong.problem);
        };
        let says = field.says(cx, &wrong.problem);
        if says.to_lowercase().contains(&field.called.to_lowercase()) {
            return says;
        }
        cx.words.with("web-form-error", &[("field", field.called.as_str().into()), ("problem", says.into())])
    };
    let rows = wrong.iter().map(|wrong| Row::new(&wrong.field, &line(wrong))).collect();
    Html::of(&View { title: cx.h("web-form-errors"), rows })
}
