//! The command line's own words in the reader's language: `cli-cmd-NAME` for a command, `cli-arg-NAME-ARGUMENT` for an
//! argument of it, `cli-arg-ARGUMENT` for one that all commands take.

use banso_kernel::Lang;
use banso_words::{Words, words};
use clap::{Arg, ArgAction, Command};

/// The command with its helps in `lang`.
pub fn localised(command: Command, lang: Lang) -> Command {
    let words = words(lang);
    let about = words.get("cli-about").into_owned();
    let flag = |name: &'static str, short, action| {
        Arg::new(name).short(short).long(name).global(true).action(action).help(text(words, &format!("cli-arg-{name}")))
    };
    let command = command
        .about(about)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .disable_help_subcommand(true)
        .arg(flag("help", 'h', ArgAction::Help))
        .arg(flag("version", 'V', ArgAction::Version))
        .subcommand_help_heading(heading(words, "cli-help-commands"))
        .mut_args(|arg| say(words, arg, ""));
    template(words, command).mut_subcommands(|sub| one(words, sub, ""))
}

/// A command of the command `above` (`key-`, or nothing), and those below it.
fn one(words: &'static Words, command: Command, above: &str) -> Command {
    let name = format!("{above}{}", command.get_name());
    let command = command.about(words.get(&format!("cli-cmd-{name}")).into_owned());
    let below = format!("{name}-");
    let command = command.disable_help_subcommand(true).subcommand_help_heading(heading(words, "cli-help-commands"));
    template(words, command).mut_args(|arg| say(words, arg, &below)).mut_subcommands(|sub| one(words, sub, &below))
}

fn text(words: &'static Words, id: &str) -> String {
    words.get(id).into_owned()
}

/// A heading; the command line's own, so that it may live as long as the program, which is what clap asks for.
fn heading(words: &'static Words, id: &str) -> &'static str {
    text(words, id).leak()
}

/// The frame of the help, with the reader's own headings.
fn template(words: &'static Words, command: Command) -> Command {
    command.help_template(format!(
        "{{about-with-newline}}\n{} {{usage}}\n\n{{all-args}}{{after-help}}",
        text(words, "cli-help-usage")
    ))
}

fn say(words: &'static Words, arg: Arg, command: &str) -> Arg {
    let of_kind = if arg.is_positional() { "cli-help-arguments" } else { "cli-help-options" };
    let id = format!("cli-arg-{command}{}", arg.get_id().as_str().replace('_', "-"));
    let arg = arg.help_heading(heading(words, of_kind));
    if words.has(&id) { arg.help(text(words, &id)) } else { arg }
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
            let command = crate::Cli::command();
            let below = |sub: &Command| sub.get_subcommands().cloned().collect::<Vec<_>>();
            let named = |sub: &Command, above: &str| (format!("{above}{}", sub.get_name()), sub.clone());
            let first = below(&command).into_iter().map(|sub| named(&sub, ""));
            let all = first.flat_map(|(name, sub)| {
                let more: Vec<_> = below(&sub).iter().map(|sub| named(sub, &format!("{name}-"))).collect();
                std::iter::once((name, sub)).chain(more)
            });
            for (name, sub) in all {
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
            let mut command = localised(crate::Cli::command(), lang);
            command.clone().debug_assert();
            let help = command.render_long_help().to_string();
            let english = ["Usage:", "Commands:", "Options:", "Print help"];
            let found: Vec<&str> = english.into_iter().filter(|word| help.contains(word)).collect();
            assert!(lang == Lang::En || found.is_empty(), "{found:?} in {help}");
            assert!(help.contains(&*words.get("cli-help-usage")), "{help}");
        }
    }

    #[test]
    fn the_language_is_known_before_anything_else() {
        let lang_in = |args: &[&str]| lang(args.iter().map(|arg| (*arg).to_owned()));
        assert_eq!(lang_in(&["banso", "--lang", "ja", "serve"]), Lang::Ja);
        assert_eq!(lang_in(&["banso", "serve", "--lang=en"]), Lang::En);
    }
}
