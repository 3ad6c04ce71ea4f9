//! Marks Japanese on an English page as Japanese (RULES 31): browsers then choose Japanese glyphs and line breaks, and
//! screen readers a Japanese voice. Names of customers and people can stand anywhere, so it is done once for the whole
//! page instead of at each place.

/// Elements whose content is text alone: the element itself gets the attribute.
const TEXT_ONLY: [&str; 8] = ["option", "textarea", "title", "text", "tspan", "desc", "style", "script"];
/// Elements without content.
const VOID: [&str; 8] = ["meta", "link", "input", "br", "wbr", "hr", "img", "col"];

/// The page with `lang="ja"` around each run of Japanese that has none yet. `html` is well-formed output of this crate.
pub(super) fn mark_japanese(html: &str) -> String {
    if !html.contains(is_japanese) {
        return html.to_owned();
    }
    let mut out = String::with_capacity(html.len() + html.len() / 16);
    let mut open: Vec<Open<'_>> = Vec::new();
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        text(&mut out, &rest[..start], open.last_mut());
        let end = start + tag_length(&rest[start..]);
        let tag = &rest[start..end];
        if tag.starts_with("</") {
            open.pop();
        }
        out.push_str(tag);
        let name = tag[1..].split([' ', '>', '/', '\n']).next().unwrap_or_default();
        let holds = !tag.starts_with("</") && !tag.starts_with("<!") && !tag.ends_with("/>") && !VOID.contains(&name);
        if holds {
            let japanese = match attribute(tag, " lang=\"") {
                Some(lang) => lang == "ja",
                None => open.last().is_some_and(|parent| parent.japanese),
            };
            open.push(Open { name, japanese, end: out.len() - 1 });
        }
        rest = &rest[end..];
    }
    text(&mut out, rest, open.last_mut());
    out
}

/// An element that is not closed yet.
struct Open<'a> {
    name: &'a str,
    japanese: bool,
    /// Where its start tag's `>` is in the output.
    end: usize,
}

/// Bytes of the tag that `html` starts with. A `>` inside quotes does not end it.
fn tag_length(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

fn attribute<'a>(tag: &'a str, start: &str) -> Option<&'a str> {
    let rest = &tag[tag.find(start)? + start.len()..];
    rest.split('"').next()
}

fn text(out: &mut String, text: &str, parent: Option<&mut Open<'_>>) {
    let parent = parent.filter(|parent| !parent.japanese && text.contains(is_japanese));
    match parent {
        None => out.push_str(text),
        Some(parent) if TEXT_ONLY.contains(&parent.name) => {
            out.insert_str(parent.end, " lang=\"ja\"");
            parent.japanese = true;
            out.push_str(text);
        }
        Some(_) => spans(out, text),
    }
}

/// Wraps each run. A run goes on over letters and digits between Japanese ("株式会社ABCフーズ") and over one space
/// ("髙橋 美咲").
fn spans(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(start) = rest.find(is_japanese) {
        let mut end = start;
        let mut gap = Gap::default();
        for (at, c) in rest[start..].char_indices() {
            if is_japanese(c) {
                end = start + at + c.len_utf8();
                gap = Gap::default();
            } else if !gap.takes(c) {
                break;
            }
        }
        out.push_str(&rest[..start]);
        out.push_str("<span lang=\"ja\">");
        out.push_str(&rest[start..end]);
        out.push_str("</span>");
        rest = &rest[end..];
    }
    out.push_str(rest);
}

/// What stands between two pieces of Japanese: one space, or letters and digits.
#[derive(Default)]
struct Gap {
    space: bool,
    letters: bool,
}

impl Gap {
    fn takes(&mut self, c: char) -> bool {
        let (space, letter) = (c == ' ', c.is_ascii_alphanumeric());
        let fits = (space && !self.space && !self.letters) || (letter && !self.space);
        (self.space, self.letters) = (self.space || space, self.letters || letter);
        fits
    }
}

/// Kana, kanji and the marks that only Japanese text has.
fn is_japanese(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{31f0}'..='\u{32ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}' | '\u{20000}'..='\u{2fa1f}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn each_run_of_japanese_is_marked_once_where_it_may_stand() {
        for (before, after) in [
            ("<p>Owner 髙橋 美咲 since May</p>", "<p>Owner <span lang=\"ja\">髙橋 美咲</span> since May</p>"),
            (
                "<td>株式会社ABCフーズ, A社</td>",
                "<td><span lang=\"ja\">株式会社ABCフーズ</span>, A<span lang=\"ja\">社</span></td>",
            ),
            ("<option value=\"1\">佐伯</option>", "<option value=\"1\" lang=\"ja\">佐伯</option>"),
            ("<button lang=\"ja\">日本語</button>", "<button lang=\"ja\">日本語</button>"),
            (
                "<b lang=\"ja\"><i>日本</i></b><i>語</i>",
                "<b lang=\"ja\"><i>日本</i></b><i><span lang=\"ja\">語</span></i>",
            ),
            ("<svg><text x=\"1\">青空</text></svg>", "<svg><text x=\"1\" lang=\"ja\">青空</text></svg>"),
            ("<a title=\"a > 青\">x</a>", "<a title=\"a > 青\">x</a>"),
            (
                "<i lang=\"ja\">あ<b lang=\"en\">い</b></i>",
                "<i lang=\"ja\">あ<b lang=\"en\"><span lang=\"ja\">い</span></b></i>",
            ),
            ("<p>a<br>う</p>", "<p>a<br><span lang=\"ja\">う</span></p>"),
        ] {
            assert_eq!(mark_japanese(before), after);
            assert_eq!(mark_japanese(after), after, "once is enough");
        }
    }

    proptest! {
        #[test]
        fn only_marks_are_added(text in "[a-c青空 ,1]{0,40}") {
            let page = format!("<html><p>{text}</p></html>");
            let marked = mark_japanese(&page);
            prop_assert_eq!(marked.replace("<span lang=\"ja\">", "").replace("</span>", ""), page);
        }
    }
}
