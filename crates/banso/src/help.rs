//! The command line's own words in the reader's language: `cli-cmd-NAME` for a command, `cli-arg-NAME-ARGUMENT` for an
//! argument of it, `cli-arg-ARGUMENT` for one that all commands take. Where there is no message, the doc comment stays.

use banso_kernel::Lang;
use banso_words::{Words, words};
use clap::{Arg, Command};

/// The command with its helps in `lang`.
pub fn localised(command: Command, lang: Lang) -> Command {
    let words = words(lang);
    let command = command.mut_args(|arg| say(words, arg, ""));
    let command = if words.has("cli-about") { command.about(words.get("cli-about").into_owned()) } else { command };
    command.mut_subcommands(|sub| {
        let name = sub.get_name().to_owned();
        let id = format!("cli-cmd-{name}");
        let sub = if words.has(&id) { sub.about(words.get(&id).into_owned()) } else { sub };
        sub.mut_args(|arg| say(words, arg, &format!("{name}-")))
    })
}

fn say(words: &'static Words, arg: Arg, command: &str) -> Arg {
    let id = format!("cli-arg-{command}{}", arg.get_id().as_str().replace('_', "-"));
    if words.has(&id) { arg.help(words.get(&id).into_owned()) } else { arg }
}

/// The language, before the command line is read as a whole: `--lang`, else the environment.
pub fn lang(args: impl Iterator<Item = String>) -> Lang {
    let args: Vec<String> = args.collect();
    let given = args.iter().enumerate().find_map(|(at, arg)| match arg.strip_prefix("--lang") {
        Some("") => args.get(at + 1).and_then(|tag| Lang::parse(tag)),
        Some(rest) => rest.strip_prefix('=').and_then(Lang::parse),
        None => None,
    });
    given.unwrap_or_else(crate::ctx::lang_of_environment)
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    #[test]
    fn every_command_and_argument_says_what_it_is_in_both_languages() {
        for lang in Lang::ALL {
            let words = words(lang);
            for sub in crate::Cli::command().get_subcommands() {
                let name = sub.get_name();
                assert!(words.has(&format!("cli-cmd-{name}")), "cli-cmd-{name} in {}", lang.code());
                for arg in sub.get_arguments() {
                    let id = arg.get_id().as_str().replace('_', "-");
                    let known = ["help", "version", "data", "lang"].contains(&id.as_str());
                    assert!(
                        known || words.has(&format!("cli-arg-{name}-{id}")),
                        "cli-arg-{name}-{id} in {}",
                        lang.code()
                    );
                }
            }
            localised(crate::Cli::command(), lang).debug_assert();
        }
    }

    #[test]
    fn the_language_is_known_before_anything_else() {
        let lang_in = |args: &[&str]| lang(args.iter().map(|arg| (*arg).to_owned()));
        assert_eq!(lang_in(&["banso", "--lang", "ja", "serve"]), Lang::Ja);
        assert_eq!(lang_in(&["banso", "serve", "--lang=en"]), Lang::En);
    }
}
