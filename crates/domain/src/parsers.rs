//! What the parsers of TOML and CEL say, as problems of ours: they speak English only. What is not told in full by the
//! problem goes along as `reason`, in the parser's own words.

use banso_kernel::Problem;

/// What is wrong with a definition on `line`, by the message of the TOML reader.
pub(crate) fn of_toml(message: &str, line: usize) -> Problem {
    let problem = |code: &str| Problem::new(code).with("line", line);
    let starts = |words: &[&str]| words.iter().any(|start| message.starts_with(start));
    // "unknown field `wieght`, expected one of `id`, `weight`": what was written, then what may be.
    let mut named = message.split('`').skip(1).step_by(2);
    let mut first = || named.next().unwrap_or_default().to_owned();
    if starts(&["unknown field"]) {
        return problem("problem-definition-unknown-field").with("field", first()).with("allowed", list(named));
    }
    if starts(&["unknown variant"]) {
        return problem("problem-definition-unknown-word").with("word", first()).with("allowed", list(named));
    }
    if starts(&["missing field"]) {
        return problem("problem-definition-missing").with("field", first());
    }
    if starts(&["invalid type", "invalid value"]) {
        let wanted = message.rsplit_once("expected ").map_or("", |(_, wanted)| wanted);
        return problem("problem-definition-type").with("wanted", kind(wanted)).with("reason", message);
    }
    let open_quote = || ["expected `\"", "expected `'"].iter().any(|quote| message.contains(quote));
    let code = if starts(&["string values must be quoted", "missing opening quote"]) || open_quote() {
        "problem-definition-quote"
    } else if starts(&["invalid boolean", "invalid float", "invalid integer", "invalid date-time"]) {
        "problem-definition-scalar"
    } else if starts(&["duplicate key"]) {
        "problem-definition-twice"
    } else if starts(&["unclosed", "missing comma"]) {
        "problem-definition-bracket"
    } else if starts(&["key with no value", "missing value", "missing assignment"]) {
        "problem-definition-value"
    } else {
        "problem-definition-syntax"
    };
    problem(code).with("reason", message)
}

/// What is wrong with a condition.
pub(crate) fn of_cel(errors: &cel::ParseErrors) -> Problem {
    let (said, at) = (cel_reason(errors), errors.errors.first().map_or(0, |error| error.pos.1));
    let (open, close) = (said.find('\''), said.rfind('\''));
    let near = open.zip(close).and_then(|(open, close)| said.get(open + 1..close)).unwrap_or_default();
    if near.ends_with("<EOF>") {
        return Problem::new("problem-condition-ends").with("reason", said);
    }
    if near.is_empty() {
        return Problem::new("problem-condition-syntax").with("reason", said);
    }
    let (near, at) = (near.to_owned(), i64::try_from(at).unwrap_or_default());
    Problem::new("problem-condition-near").with("near", near).with("at", at).with("reason", said)
}

/// The first thing that the parser of CEL says, without the long list of what it would have taken instead.
pub(crate) fn cel_reason(errors: &cel::ParseErrors) -> String {
    let first = errors.errors.first().map_or("", |error| error.msg.as_str());
    let said = first.strip_prefix("Syntax error: ").unwrap_or(first);
    said.split_once(" expecting").map_or(said, |(said, _)| said).to_owned()
}

fn list<'t>(words: impl Iterator<Item = &'t str>) -> String {
    words.collect::<Vec<_>>().join(", ")
}

/// What kind of value was wanted, for the message to choose by.
fn kind(wanted: &str) -> &'static str {
    let whole =
        || wanted.len() <= 5 && wanted.starts_with(['i', 'u']) && wanted.ends_with(|c: char| c.is_ascii_digit());
    match wanted {
        "a string" => "string",
        "a boolean" => "boolean",
        "a sequence" => "list",
        "struct Text" => "text",
        "f32" | "f64" => "number",
        "a map" => "table",
        other if other.starts_with("struct ") => "table",
        other if other.to_ascii_lowercase().contains("datetime") => "date",
        _ if whole() => "whole",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::toml_text::read;
    use banso_kernel::{Arg, Text};
    use serde::Deserialize;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    #[expect(dead_code, reason = "what is read is not looked at")]
    struct Read {
        name: Text,
        days: i32,
        #[serde(default)]
        when: Vec<String>,
    }

    fn refused(text: &str) -> Problem {
        read::<Read>(text).expect_err(text)
    }

    fn arg(problem: &Problem, wanted: &str) -> Arg {
        let found = problem.args.iter().find(|(name, _)| name == wanted);
        found.map(|(_, arg)| arg.clone()).unwrap_or_else(|| panic!("no {wanted} in {problem:?}"))
    }

    #[test]
    fn the_common_mistakes_of_a_definition_are_told_apart_and_placed() {
        let begin = "name = { ja = 'a', en = 'b' }\n";
        for (rest, code) in [
            ("days = soon", "problem-definition-quote"),
            ("days = 3\nwhen = \"a", "problem-definition-quote"),
            ("days = three", "problem-definition-scalar"),
            ("dais = 3", "problem-definition-unknown-field"),
            ("days = '3'", "problem-definition-type"),
            ("days = 3\ndays = 4", "problem-definition-twice"),
            ("days = 3\nwhen = ['a'", "problem-definition-bracket"),
            ("days", "problem-definition-value"),
        ] {
            let problem = refused(&format!("{begin}{rest}"));
            assert_eq!(problem.code, code, "{rest}: {problem:?}");
            assert_ne!(arg(&problem, "line"), Arg::from(1i64), "{rest}: {problem:?}");
        }
        assert_eq!(refused(begin).code, "problem-definition-missing");
    }

    #[test]
    fn an_unknown_field_comes_with_those_that_there_are_and_a_wrong_kind_with_what_was_wanted() {
        let unknown = refused("nmae = 1");
        assert_eq!(arg(&unknown, "field"), Arg::from("nmae"));
        assert_eq!(arg(&unknown, "allowed"), Arg::from("name, days, when"));
        assert_eq!(arg(&refused("name = 'a'"), "wanted"), Arg::from("text"));
        assert_eq!(arg(&refused("days = 'a'"), "wanted"), Arg::from("whole"));
        assert_eq!(arg(&refused("when = 1"), "wanted"), Arg::from("list"));
    }

    #[test]
    fn a_condition_that_stops_short_is_told_from_one_that_cannot_be_read() {
        let told = |text: &str| of_cel(&cel::Program::compile(text).expect_err(text));
        assert_eq!(told("metric.uses >=").code, "problem-condition-ends");
        assert_eq!(told("").code, "problem-condition-ends");
        let near = told("metric.uses >= 1)");
        assert_eq!(near.code, "problem-condition-near", "{near:?}");
        assert_eq!(arg(&near, "near"), Arg::from(")"));
        let Arg::Text(reason) = arg(&near, "reason") else { panic!("{near:?}") };
        assert!(!reason.contains("expecting"), "{reason}");
    }
}
