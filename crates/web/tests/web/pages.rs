//! RULES over every page × sample × language.

use banso_kernel::Lang;
use banso_web::pages::gallery;
use banso_web::ui::Action;
use scraper::{Html, Selector};

fn select(html: &Html, selector: &str) -> usize {
    html.select(&Selector::parse(selector).expect("a selector")).count()
}

fn text_of(html: &Html) -> String {
    let body = Selector::parse("body").expect("a selector");
    html.select(&body).flat_map(|body| body.text()).collect::<Vec<_>>().join(" ")
}

/// RULES 1.
#[test]
fn a_page_has_one_question_at_most_one_figure_and_exactly_one_primary_button() {
    for sample in gallery::all() {
        let html = Html::parse_document(&sample.html);
        let name = format!("{} {}", sample.name, sample.lang.code());
        assert!(!sample.head.question.trim().is_empty(), "{name} has no question");
        assert_eq!(select(&html, "h1"), 1, "{name}");
        assert_eq!(select(&html, ".question"), 1, "{name}");
        assert!(select(&html, ".head .figure") <= 1, "{name}");
        assert_eq!(select(&html, ".button.primary"), 1, "{name} needs exactly one primary button");
        if let Action::Link { label, .. } | Action::Dialog { label, .. } = &sample.head.action {
            assert!(!label.is_empty(), "{name}");
        }
    }
}

/// RULES 31, 40 and the frame's promises.
#[test]
fn a_page_says_its_language_and_is_light() {
    for sample in gallery::all() {
        let name = format!("{} {}", sample.name, sample.lang.code());
        assert!(sample.html.contains(&format!("<html lang=\"{}\">", sample.lang.code())), "{name}");
        let most = 100_000;
        assert!(sample.html.len() < most, "{name} has {} bytes", sample.html.len());
        assert!(!sample.html.contains(" style=\""), "{name}: the policy forbids inline styles");
        assert!(!sample.html.contains("<style"), "{name}: the policy forbids inline styles");
        assert!(!sample.html.contains(" onclick="), "{name}: the policy forbids inline scripts");
    }
}

/// A message id on a page means that its sentence is missing; English prose on a Japanese page was not translated.
#[test]
fn nothing_is_left_untranslated() {
    let areas: Vec<&str> = banso_words::AREAS.iter().map(|area| area.name).collect();
    for sample in gallery::all() {
        let html = Html::parse_document(&sample.html);
        let text = text_of(&html);
        for word in text.split_whitespace() {
            let id = areas.iter().any(|area| {
                word.strip_prefix(area)
                    .is_some_and(|rest| rest.starts_with('-') && banso_words::words(Lang::En).has(word))
            });
            assert!(!id, "{}: {word} is the id of a message", sample.name);
        }
        if sample.lang == Lang::Ja {
            // Five English words in a row are a sentence; names and codes are shorter.
            let mut run = 0;
            for word in text.split_whitespace() {
                let english =
                    word.len() > 1 && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, ',' | '.' | '\''));
                run = if english { run + 1 } else { 0 };
                assert!(run < 5, "{}: English on a Japanese page near {word:?}", sample.name);
            }
        }
    }
}

/// UI.md, Form: every control has a label, every error leads to its field.
#[test]
fn every_control_has_a_name_and_every_error_leads_to_its_field() {
    let control = Selector::parse("input:not([type=hidden]), select, textarea").expect("a selector");
    let jump = Selector::parse(".errors a").expect("a selector");
    let form = Selector::parse("form[method=post]").expect("a selector");
    let token = Selector::parse("input[name=_token]").expect("a selector");
    for sample in gallery::all() {
        let html = Html::parse_document(&sample.html);
        for element in html.select(&control) {
            let id = element.attr("id").unwrap_or("-");
            let labelled = element.attr("aria-label").is_some()
                || select(&html, &format!("label[for=\"{id}\"]")) == 1
                || element.ancestors().any(|parent| parent.value().as_element().is_some_and(|e| e.name() == "label"));
            assert!(labelled, "{}: {} has no label", sample.name, element.html());
        }
        for link in html.select(&jump) {
            let target = link.attr("href").unwrap_or_default();
            assert_eq!(select(&html, target), 1, "{}: nothing at {target}", sample.name);
        }
        for form in html.select(&form) {
            assert_eq!(form.select(&token).count(), 1, "{}: a form without a token: {}", sample.name, form.html());
        }
        let mut ids: Vec<&str> = html.tree.values().filter_map(|node| node.as_element()?.attr("id")).collect();
        let all = ids.len();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), all, "{}: an id stands twice", sample.name);
    }
}

/// The style sheet: known colours only, Japanese fonts only under `lang=ja` (RULES 31), parts compile into one file.
#[test]
fn the_style_sheet_uses_known_tokens_and_scopes_japanese_fonts() {
    let css = banso_web::style();
    for use_of in css.split("var(--").skip(1) {
        let name = use_of.split([')', ',']).next().unwrap_or_default().trim();
        assert!(css.contains(&format!("--{name}:")), "--{name} is used but not defined");
    }
    for font in ["Hiragino Sans", "Noto Sans JP", "Yu Gothic UI"] {
        for (at, _) in css.match_indices(font) {
            let rule = css[..at].rfind('}').map_or(0, |end| end + 1);
            assert!(css[rule..at].contains(":lang(ja)"), "{font} is used outside :lang(ja)");
        }
    }
    assert_eq!(css.matches('{').count(), css.matches('}').count());
    assert!(!css.contains("url(http"), "the style sheet loads nothing from elsewhere");
    assert!(css.len() < 80_000, "{} bytes", css.len());
}
