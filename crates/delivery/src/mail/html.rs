//! The HTML part of a mail, made from its text: paragraphs, line breaks and links. Nothing else is in it, so nothing that
//! somebody wrote can be markup.

use banso_kernel::Lang;
use std::fmt::Write;

/// The page.
#[must_use]
pub fn page(text: &str, lang: Lang) -> String {
    let mut out = format!(
        "<!DOCTYPE html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"></head>\n<body style=\"font-family: sans-serif; \
         line-height: 1.7; max-width: 40em\">\n",
        lang.code()
    );
    let text = text.replace("\r\n", "\n");
    for paragraph in text.split("\n\n").map(|part| part.trim_matches('\n')).filter(|part| !part.trim().is_empty()) {
        let lines: Vec<String> = paragraph.lines().map(|line| linked(line.trim_end())).collect();
        // Writing to a String cannot fail.
        let _ = writeln!(out, "<p>{}</p>", lines.join("<br>\n"));
    }
    out.push_str("</body></html>\n");
    out
}

/// A line with its web addresses as links.
fn linked(line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some(at) = ["https://", "http://"].iter().filter_map(|scheme| rest.find(scheme)).min() {
        let (before, from) = rest.split_at(at);
        let (url, after) = from.split_at(length(from));
        out.push_str(&escape(before));
        if url.ends_with("//") {
            out.push_str(url);
        } else {
            let url = escape(url);
            let _ = write!(out, "<a href=\"{url}\">{url}</a>");
        }
        rest = after;
    }
    out + &escape(rest)
}

/// How much of `text`, which begins with a web address, belongs to it: up to the first character that no address has
/// (Japanese text may follow without a blank), less the punctuation of the sentence.
fn length(text: &str) -> usize {
    let part = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '>' | '"' | '`' | '{' | '}' | '|' | '\\' | '^');
    let whole = &text[..text.find(|c| !part(c)).unwrap_or(text.len())];
    let mut url = whole.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', ']']);
    // A closing bracket belongs to the address if it was opened there.
    while url.ends_with(')') && url.matches(')').count() > url.matches('(').count() {
        url = url[..url.len() - 1].trim_end_matches(['.', ',']);
    }
    url.len()
}

fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn paragraphs_and_links_are_made_and_markup_is_text() {
        let page = page(
            "山田様\r\n<b>1 & 2</b>\n\n詳しくはhttps://example.com/a?b=1&c=2。\n(http://x.example/(y)).",
            Lang::Ja,
        );
        assert!(page.contains("<html lang=\"ja\">"));
        assert!(page.contains("<p>山田様<br>\n&lt;b&gt;1 &amp; 2&lt;/b&gt;</p>"), "{page}");
        let url = "https://example.com/a?b=1&amp;c=2";
        assert!(page.contains(&format!("詳しくは<a href=\"{url}\">{url}</a>。<br>")), "{page}");
        assert!(page.contains("(<a href=\"http://x.example/(y)\">http://x.example/(y)</a>)."), "{page}");
    }

    proptest! {
        #[test]
        fn no_text_makes_a_tag(text in r#"([<>"'&a/ \n。]|https?://|javascript:|onload=){0,40}"#) {
            let page = page(&text, Lang::En);
            let body = page.split_once("40em\">").expect("a body").1;
            let known = ["<p>", "</p>", "<br>", "</a>", "</body>", "</html>"];
            let rest = known.iter().fold(body.to_owned(), |body, tag| body.replace(tag, ""));
            for part in rest.split('<').skip(1) {
                let (link, _) = part.split_once('>').expect("a tag ends");
                let url = link.strip_prefix("a href=\"").and_then(|link| link.strip_suffix('"')).expect("only links");
                prop_assert!(url.starts_with("http") && !url.contains(['"', '<', ' ', '\'']));
            }
        }
    }
}
