//! A compiled condition.

use super::bind::Binder;
use super::expression::Flag;
use super::field::{Field, Seen};
use super::scene::Scene;
use super::vocabulary::{Scope, Vocabulary};
use crate::parsers;
use banso_kernel::Problem;
use cel::Program;
use serde::{Deserialize, Serialize};

/// What a condition says of an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It holds.
    Yes,
    /// It does not hold.
    No,
    /// It needs something that is absent. Never counts as yes.
    Unknown,
}

impl Verdict {
    /// Whether it is yes.
    #[must_use]
    pub fn yes(self) -> bool {
        self == Verdict::Yes
    }
}

impl From<Option<bool>> for Verdict {
    fn from(flag: Option<bool>) -> Self {
        match flag {
            Some(true) => Verdict::Yes,
            Some(false) => Verdict::No,
            None => Verdict::Unknown,
        }
    }
}

/// A condition, compiled against a vocabulary.
#[derive(Clone, Debug, PartialEq)]
pub struct Condition {
    text: String,
    /// What must all hold: the text, cut at its outermost `&&`.
    parts: Vec<Clause>,
}

#[derive(Clone, Debug, PartialEq)]
struct Clause {
    text: String,
    flag: Flag,
    reads: Vec<(String, Field)>,
}

/// A part of a condition with what it says now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Part {
    /// As written.
    pub text: String,
    /// Whether it holds.
    pub verdict: Verdict,
    /// The names that it reads, with their values.
    pub read: Vec<(String, Seen)>,
}

/// Longest text of a condition, in bytes.
const LONGEST: usize = 2_000;
/// Deepest nesting of brackets.
const DEEPEST: usize = 40;

impl Condition {
    /// Compiles a condition of a set of signals. Unknown names, wrong types and syntax errors are refused.
    pub fn compile(text: &str, words: &Vocabulary) -> Result<Self, Problem> {
        Self::compile_in(text, words.scope())
    }

    /// Compiles a condition of a journey or a play.
    pub fn compile_in(text: &str, scope: Scope<'_>) -> Result<Self, Problem> {
        let text = text.trim();
        if text.len() > LONGEST || deepest(text) > DEEPEST {
            return Err(Problem::new("problem-condition-long").with("most", LONGEST));
        }
        let whole = parse(text)?;
        let texts = clauses(text);
        let parts: Result<Vec<Clause>, Problem> = texts
            .iter()
            .map(|part| {
                let mut binder = Binder { scope, reads: Vec::new() };
                let flag = if texts.len() == 1 {
                    binder.flag(whole.expression())?
                } else {
                    binder.flag(parse(part)?.expression())?
                };
                Ok(Clause { text: (*part).to_owned(), flag, reads: binder.reads })
            })
            .collect();
        Ok(Self { text: text.to_owned(), parts: parts? })
    }

    /// As written.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// What it says of an account.
    #[must_use]
    pub fn judge(&self, scene: &Scene<'_>) -> Verdict {
        let mut all = Some(true);
        for part in &self.parts {
            match part.flag.judge(scene) {
                Some(true) => {}
                Some(false) => return Verdict::No,
                None => all = None,
            }
        }
        all.into()
    }

    /// Its parts (what stands between the outermost `&&`), each with what it says and reads.
    #[must_use]
    pub fn parts(&self, scene: &Scene<'_>) -> Vec<Part> {
        let part = |clause: &Clause| Part {
            text: clause.text.clone(),
            verdict: clause.flag.judge(scene).into(),
            read: clause.reads.iter().map(|(name, field)| (name.clone(), field.seen(scene))).collect(),
        };
        self.parts.iter().map(part).collect()
    }

    /// The names that it reads, with their values.
    #[must_use]
    pub fn read(&self, scene: &Scene<'_>) -> Vec<(String, Seen)> {
        let mut read: Vec<(String, Seen)> = Vec::new();
        for (name, field) in self.parts.iter().flat_map(|part| &part.reads) {
            if !read.iter().any(|(known, _)| known == name) {
                read.push((name.clone(), field.seen(scene)));
            }
        }
        read
    }

    /// The names that it reads, such as `metric.logins_28d`.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.parts.iter().flat_map(|part| &part.reads).map(|(name, _)| name.as_str())
    }
}

fn parse(text: &str) -> Result<Program, Problem> {
    Program::compile(text).map_err(|errors| parsers::of_cel(&errors))
}

/// How deep brackets, signs and choices nest at most: the parser must not run out of stack.
fn deepest(text: &str) -> usize {
    let (mut depth, mut most, mut signs, mut longest_signs, mut choices) = (0usize, 0, 0, 0, 0);
    for (_, byte) in outside_quotes(text) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth = depth.saturating_sub(1),
            b'?' => choices += 1,
            _ => {}
        }
        signs = if matches!(byte, b'!' | b'-' | b' ') { signs + 1 } else { 0 };
        longest_signs = signs.max(longest_signs);
        most = depth.max(most);
    }
    most + longest_signs + choices
}

/// The texts between the outermost `&&`; the whole text where `||` or `? :` binds looser, or where quotes and comments
/// make it hard to tell.
fn clauses(text: &str) -> Vec<&str> {
    let whole = vec![text];
    if ["\\", "//", "\"\"\"", "'''"].iter().any(|hard| text.contains(hard)) {
        return whole;
    }
    let (mut depth, mut cuts) = (0i32, Vec::new());
    let bytes = text.as_bytes();
    for (at, byte) in outside_quotes(text) {
        match byte {
            b'(' | b'[' | b'{' => depth += 1,
            b')' | b']' | b'}' => depth -= 1,
            b'?' | b'|' if depth == 0 => return whole,
            b'&' if depth == 0 && bytes.get(at + 1) == Some(&b'&') => cuts.push(at),
            _ => {}
        }
    }
    let mut parts = Vec::with_capacity(cuts.len() + 1);
    let mut from = 0;
    for cut in cuts {
        parts.push(text[from..cut].trim());
        from = cut + 2;
    }
    parts.push(text[from..].trim());
    parts
}

/// Bytes outside string literals, with their places.
fn outside_quotes(text: &str) -> impl Iterator<Item = (usize, u8)> {
    let mut quote: Option<u8> = None;
    text.bytes().enumerate().filter(move |(_, byte)| match quote {
        Some(open) => {
            if *byte == open {
                quote = None;
            }
            false
        }
        None if matches!(byte, b'"' | b'\'') => {
            quote = Some(*byte);
            false
        }
        None => true,
    })
}
