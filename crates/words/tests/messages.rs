//! What must hold for every message file, whoever appends to it.

use banso_kernel::{Arg, Lang};
use banso_words::{AREAS, words};
use fluent_syntax::ast::{self, Entry, Expression, InlineExpression, PatternElement};
use std::collections::{BTreeMap, BTreeSet};

/// Message id → its variables.
type Shape = BTreeMap<String, BTreeSet<String>>;

fn shape(area: &str, text: &str, lang: Lang) -> Shape {
    let resource = fluent_syntax::parser::parse(text).unwrap_or_else(|(_, errors)| {
        panic!("{}/{area}.ftl does not parse: {errors:?}", lang.code());
    });
    let mut found = Shape::new();
    for entry in &resource.body {
        let Entry::Message(message) = entry else { continue };
        let mut names = BTreeSet::new();
        let pattern = message.value.as_ref().unwrap_or_else(|| panic!("{} has no value", message.id.name));
        variables(pattern, &mut names);
        let before = found.insert(message.id.name.to_owned(), names);
        assert!(before.is_none(), "{} stands twice in {}/{area}.ftl", message.id.name, lang.code());
    }
    found
}

fn variables(pattern: &ast::Pattern<&str>, into: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        let PatternElement::Placeable { expression } = element else { continue };
        match expression {
            Expression::Inline(inline) => inline_variable(inline, into),
            Expression::Select { selector, variants } => {
                inline_variable(selector, into);
                variants.iter().for_each(|variant| variables(&variant.value, into));
            }
        }
    }
}

fn inline_variable(inline: &InlineExpression<&str>, into: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => drop(into.insert(id.name.to_owned())),
        InlineExpression::StringLiteral { .. } | InlineExpression::NumberLiteral { .. } => {}
        other => panic!("use variables and literals only: {other:?}"),
    }
}

#[test]
fn both_languages_have_the_same_messages_with_the_same_variables() {
    for area in AREAS {
        let (ja, en) =
            (shape(area.name, area.text(Lang::Ja), Lang::Ja), shape(area.name, area.text(Lang::En), Lang::En));
        assert_eq!(ja, en, "area {}", area.name);
        for id in ja.keys() {
            assert!(id.starts_with(&format!("{}-", area.name)), "{id} stands in area {}", area.name);
        }
    }
}

#[test]
fn every_message_renders_in_both_languages() {
    for area in AREAS {
        for (id, names) in shape(area.name, area.text(Lang::Ja), Lang::Ja) {
            for lang in Lang::ALL {
                for value in [Arg::Number(1), Arg::Number(1234), Arg::from("青空")] {
                    let args: Vec<_> = names.iter().map(|name| (name.as_str(), value.clone())).collect();
                    let text = words(lang).with(&id, &args);
                    assert!(!text.trim().is_empty(), "{id} is empty in {}", lang.code());
                    assert!(!text.contains(['\u{2068}', '\u{2069}']), "{id} has isolating marks");
                }
            }
        }
    }
}

/// RULES 28: one word for one thing, and no jargon.
#[test]
fn no_forbidden_word_stands_in_a_message() {
    let everywhere = ["CTA", "360", "playbook", "プレイブック", "cockpit", "コックピット", "lorem"];
    let english = ["customer success manager", "utilize", "leverage", "click here", "organisation unit", "playbooks"];
    // Another word of the glossary stands for each of these.
    let japanese = ["クライアント企業", "スコアカード", "取り込み中です...", "ご確認くださいませ", "させていただき"];
    for area in AREAS {
        for (lang, more) in [(Lang::Ja, &japanese[..]), (Lang::En, &english[..])] {
            for (number, line) in area.text(lang).lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
                let plain = line.split_once('=').map_or(line, |(_, value)| value).to_lowercase();
                for word in everywhere.iter().chain(more) {
                    let place = format!("{}/{}.ftl:{}", lang.code(), area.name, number + 1);
                    assert!(!contains_word(&plain, &word.to_lowercase()), "{place} says {word:?}");
                }
            }
        }
    }
}

/// ASCII words count only whole: `360` is not in `3600`.
fn contains_word(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        let joins = |c: Option<char>| word.is_ascii() && c.is_some_and(|c| c.is_ascii_alphanumeric());
        !joins(text[..at].chars().next_back()) && !joins(text[at + word.len()..].chars().next())
    })
}

#[test]
fn japanese_messages_use_japanese_marks() {
    for area in AREAS {
        for (number, line) in area.text(Lang::Ja).lines().enumerate().filter(|(_, line)| !line.starts_with('#')) {
            let half_width = line.chars().any(|c| ('\u{ff61}'..='\u{ff9f}').contains(&c));
            assert!(!half_width, "ja/{}.ftl:{} has half-width kana", area.name, number + 1);
        }
    }
}
