//! Every sentence and every figure that a reader sees, in Japanese and English.
//!
//! Messages are Fluent files under `messages/{ja,en}/AREA.ftl`; ids are prefixed with their area. Nothing outside this
//! crate knows Fluent, and no sentence stands in code.

mod areas;
mod figures;
mod moments;
mod phrases;

use banso_kernel::{Arg, Lang, Problem};
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};
use unic_langid::LanguageIdentifier;

pub use areas::AREAS;
pub use figures::{MINUS, NO_DATA};

/// The words of one language.
pub struct Words {
    lang: Lang,
    bundle: FluentBundle<FluentResource>,
    phrases: phrases::Cache,
}

static JA: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::Ja));
static EN: LazyLock<Words> = LazyLock::new(|| Words::new(Lang::En));

/// The words of `lang`; made once, kept for ever.
#[must_use]
pub fn words(lang: Lang) -> &'static Words {
    match lang {
        Lang::Ja => &JA,
        Lang::En => &EN,
    }
}

impl Words {
    fn new(lang: Lang) -> Self {
        let locale: LanguageIdentifier = lang.code().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![locale]);
        // Isolating marks are invisible characters that would travel into CSV, mail and search.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(|value, _| match value {
            FluentValue::Number(number) => Some(figures::grouped(number.value as i64)),
            _ => None,
        }));
        for area in AREAS {
            // A damaged entry is left out and the rest kept; a test refuses such files.
            let resource = FluentResource::try_new(area.text(lang).to_owned()).unwrap_or_else(|(rest, _)| rest);
            bundle.add_resource_overriding(resource);
        }
        Self { lang, bundle, phrases: phrases::Cache::default() }
    }

    /// Which language these are.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// There is a message with this id.
    #[must_use]
    pub fn has(&self, id: &str) -> bool {
        self.bundle.get_message(id).is_some_and(|message| message.value().is_some())
    }

    /// The message `id`, which has no variables. A missing one panics in tests and gives its id elsewhere.
    #[must_use]
    pub fn get(&'static self, id: &str) -> Cow<'static, str> {
        self.render(id, None)
    }

    /// The message `id` with its variables; counts are grouped (1,234) and choose the plural.
    #[must_use]
    pub fn with(&self, id: &str, args: &[(&str, Arg)]) -> String {
        let mut values = FluentArgs::with_capacity(args.len());
        for (name, value) in args {
            values.set(*name, fluent(value));
        }
        self.render(id, Some(&values)).into_owned()
    }

    /// The sentence for a problem. An unknown code is shown as it is: it may come from a newer version's database.
    #[must_use]
    pub fn problem(&self, problem: &Problem) -> String {
        if !self.has(&problem.code) {
            return problem.code.clone();
        }
        let mut values = FluentArgs::with_capacity(problem.args.len());
        for (name, value) in &problem.args {
            values.set(name.as_str(), fluent(value));
        }
        let sentence = self.render(&problem.code, Some(&values)).into_owned();
        // Problems of definitions carry the metric, criterion, signal, step or phase in which they were found.
        let places = ["metric", "criterion", "signal", "step", "phase"];
        let place = places.iter().find_map(|place| problem.args.iter().find(|(name, _)| name == place));
        match place {
            Some((name, value)) => {
                self.with(&format!("problem-in-{name}"), &[(name, value.clone()), ("problem", sentence.into())])
            }
            None => sentence,
        }
    }

    /// Segments of `text` between which a line may break. English comes back whole: it breaks at its spaces.
    #[must_use]
    pub fn phrases<'t>(&self, text: &'t str) -> Vec<&'t str> {
        match self.lang {
            Lang::Ja => self.phrases.split(text),
            Lang::En => vec![text],
        }
    }

    fn render<'a>(&'a self, id: &str, args: Option<&'a FluentArgs>) -> Cow<'a, str> {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            assert!(!under_test(), "no message {id:?} in {}", self.lang.code());
            return Cow::Owned(id.to_owned());
        };
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, args, &mut errors);
        assert!(errors.is_empty() || !under_test(), "message {id:?} in {}: {errors:?}", self.lang.code());
        text
    }
}

fn fluent(value: &Arg) -> FluentValue<'_> {
    match value {
        Arg::Number(number) => FluentValue::from(*number),
        Arg::Text(text) => FluentValue::from(text.as_str()),
    }
}

/// Cargo puts test executables into a folder `deps` and the program beside it: tests are strict about messages, while
/// a running program shows an id rather than no page at all.
fn under_test() -> bool {
    static TEST: OnceLock<bool> = OnceLock::new();
    cfg!(debug_assertions)
        && *TEST.get_or_init(|| {
            std::env::current_exe().is_ok_and(|path| path.parent().is_some_and(|folder| folder.ends_with("deps")))
        })
}
