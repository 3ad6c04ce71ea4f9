//! What is wrong with a command line, in a sentence of ours in the reader's language.

use banso_kernel::{Arg, Lang};
use banso_words::{Words, words};
use clap::error::{ContextKind, ErrorKind};
use std::io::Write;
use std::process::ExitCode;

/// Says what is wrong and gives the exit code for it: 2, as for everything that is asked wrongly. A help or a version
/// that somebody asked for is printed as it is.
pub fn refuse(error: &clap::Error, lang: Lang) -> ExitCode {
    if !error.use_stderr() || error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand {
        let _ = error.print();
    } else {
        let _ = writeln!(std::io::stderr(), "{}", sentences(error, words(lang)));
    }
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

/// What is wrong; what was meant or what is possible, where that is known; where to read more.
fn sentences(error: &clap::Error, words: &'static Words) -> String {
    let told = |kind| error.get(kind).map(ToString::to_string).filter(|text| !text.is_empty());
    let (argument, value) = (told(ContextKind::InvalidArg), told(ContextKind::InvalidValue));
    let id = match error.kind() {
        ErrorKind::UnknownArgument => "cli-usage-unknown",
        ErrorKind::InvalidSubcommand => "cli-usage-command",
        ErrorKind::InvalidValue if value.is_none() => "cli-usage-no-value",
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => "cli-usage-value",
        ErrorKind::NoEquals | ErrorKind::TooFewValues => "cli-usage-no-value",
        ErrorKind::TooManyValues | ErrorKind::WrongNumberOfValues => "cli-usage-values",
        ErrorKind::ArgumentConflict => "cli-usage-twice",
        ErrorKind::MissingRequiredArgument => "cli-usage-missing",
        ErrorKind::MissingSubcommand => "cli-usage-no-command",
        ErrorKind::InvalidUtf8 => "cli-usage-utf8",
        _ => "cli-usage-wrong",
    };
    let what = told(ContextKind::InvalidSubcommand).or(argument).unwrap_or_default();
    let args = [("what", Arg::from(what)), ("value", Arg::from(value.unwrap_or_default()))];
    let mut lines = vec![words.with(id, &args)];
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue];
    if let Some(meant) = meant.into_iter().find_map(told) {
        lines.push(words.with("cli-usage-meant", &[("what", Arg::from(meant))]));
    }
    if let Some(possible) = [ContextKind::ValidValue, ContextKind::ValidSubcommand].into_iter().find_map(told) {
        lines.push(words.with("cli-usage-possible", &[("what", Arg::from(possible))]));
    }
    lines.push(words.get("cli-usage-more").into_owned());
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn said(line: &[&str], lang: Lang) -> String {
        let command = crate::help::localised(crate::Cli::command(), lang);
        let error = command.try_get_matches_from([&["banso"], line].concat()).expect_err("wrong usage");
        sentences(&error, words(lang))
    }

    #[test]
    fn what_is_wrong_is_said_in_the_readers_language() {
        for (line, names, japanese) in [
            (&["serve", "--lissten", "x"][..], "--lissten", "ありません"),
            (&["servee"], "servee", "ありません"),
            (&["serve", "--listen", "nowhere"], "nowhere", "使えません"),
            (&["serve", "--listen"], "--listen", "値"),
            (&["import"], "FILE", "必要"),
            (&["import", "a.csv", "--as", "cats"], "accounts", "次のいずれか"),
            (&["serve", "--https", "--https"], "--https", "一緒に"),
        ] {
            let (ja, en) = (said(line, Lang::Ja), said(line, Lang::En));
            assert!(ja.contains(names) && ja.contains(japanese), "{line:?}: {ja}");
            assert!(en.contains(names), "{line:?}: {en}");
            let english = ["error", "Usage", "unexpected", "invalid", "possible", "required", "For more"];
            let found: Vec<&str> = english.into_iter().filter(|word| ja.contains(word)).collect();
            assert_eq!(found, Vec::<&str>::new(), "{ja}");
        }
    }
}
