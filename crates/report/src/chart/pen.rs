//! Writes SVG elements. Whatever it is given, coordinates stay finite and inside the view box.

use super::{Head, MAX_STOPS, Mark};
use std::fmt::Write;

/// Where a text stands relative to its x.
#[derive(Clone, Copy)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A drawing under way.
pub(super) struct Pen {
    out: String,
    width: f64,
    height: f64,
    /// Marks can be reached by keyboard.
    stops: bool,
}

/// Size in pixels of the labels; `chart.css` says the same.
pub(super) const FONT: f64 = 12.0;

/// Roughly how wide `text` is at `size` pixels: an em for kanji and kana, a little over half for Latin.
pub(super) fn measure(text: &str, size: f64) -> f64 {
    let em = |c: char| match c {
        ' ' | '.' | ',' | ':' | 'i' | 'l' => 0.3,
        '%' | 'm' | 'w' | 'M' | 'W' | '@' => 0.88,
        c if c.is_ascii() => 0.57,
        '\u{2000}'..='\u{2070}' | '−' => 0.6,
        c if (c as u32) < 0x2000 => 0.6,
        _ => 1.0,
    };
    text.chars().map(|c| em(c) * size).sum()
}

/// `text`, cut with an ellipsis so that it fits `width` pixels.
pub(super) fn fit(text: &str, size: f64, width: f64) -> String {
    if measure(text, size) <= width {
        return text.to_owned();
    }
    let mut kept = String::new();
    for c in text.chars() {
        kept.push(c);
        if measure(&kept, size) + size > width {
            kept.pop();
            break;
        }
    }
    kept.push('…');
    kept
}

/// Escapes text for element content and attribute values.
pub(super) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            // Not allowed in XML at all.
            c if (c as u32) < 0x20 && !matches!(c, '\t' | '\n' | '\r') => out.push('\u{fffd}'),
            c => out.push(c),
        }
    }
    out
}

fn number(value: f64) -> String {
    let text = format!("{value:.1}");
    text.strip_suffix(".0").unwrap_or(&text).to_owned()
}

impl Pen {
    /// Begins a drawing of `height` pixels with `marks` marks in it. `kind` becomes the class `chart-KIND`.
    pub fn new(head: &Head<'_>, kind: &str, height: f64, marks: usize) -> Self {
        let width = if head.width.is_finite() { head.width.max(240.0) } else { 720.0 };
        let height = if height.is_finite() { height.max(8.0) } else { 8.0 };
        let mut out = String::with_capacity(4096);
        let role = if marks > 0 { "group" } else { "img" };
        let (w, h, id) = (number(width), number(height), escape(head.id));
        let _ = write!(
            out,
            "<svg class=\"chart chart-{kind}\" xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {w} {h}\" width=\"{w}\" \
             height=\"{h}\" role=\"{role}\" aria-labelledby=\"{id}-t {id}-d\"><title id=\"{id}-t\">{}</title>\
             <desc id=\"{id}-d\">{}</desc>",
            escape(head.title),
            escape(head.summary)
        );
        Self { out, width, height, stops: marks <= MAX_STOPS }
    }

    pub fn width(&self) -> f64 {
        self.width
    }

    fn x(&self, x: f64) -> String {
        number(if x.is_finite() { x.clamp(0.0, self.width) } else { 0.0 })
    }

    fn y(&self, y: f64) -> String {
        number(if y.is_finite() { y.clamp(0.0, self.height) } else { self.height })
    }

    /// A box from (x, y) to (x + w, y + h). `opacity` below 1 is written out.
    pub fn rect(&mut self, class: &str, (x, y): (f64, f64), (w, h): (f64, f64), opacity: f64) {
        let (left, right) = (x.clamp(0.0, self.width), (x + w).clamp(0.0, self.width));
        let (top, bottom) = (y.clamp(0.0, self.height), (y + h).clamp(0.0, self.height));
        if !(right > left && bottom > top) {
            return;
        }
        let (x, y, w, h) = (number(left), number(top), number(right - left), number(bottom - top));
        let _ = write!(self.out, "<rect class=\"{class}\" x=\"{x}\" y=\"{y}\" width=\"{w}\" height=\"{h}\"");
        if opacity < 1.0 {
            let _ = write!(self.out, " fill-opacity=\"{:.3}\"", opacity.max(0.0));
        }
        self.out.push_str("/>");
    }

    pub fn line(&mut self, class: &str, (x1, y1): (f64, f64), (x2, y2): (f64, f64)) {
        let (x1, y1, x2, y2) = (self.x(x1), self.y(y1), self.x(x2), self.y(y2));
        let _ = write!(self.out, "<line class=\"{class}\" x1=\"{x1}\" y1=\"{y1}\" x2=\"{x2}\" y2=\"{y2}\"/>");
    }

    pub fn dot(&mut self, class: &str, (x, y): (f64, f64), radius: f64) {
        let (cx, cy) = (x.clamp(radius, self.width - radius), y.clamp(radius, self.height - radius));
        let (x, y, r) = (self.x(cx), self.y(cy), number(radius));
        let _ = write!(self.out, "<circle class=\"{class}\" cx=\"{x}\" cy=\"{y}\" r=\"{r}\"/>");
    }

    /// A line through `points`, closed to an area if `close`. Points that are not finite are left out by the caller.
    pub fn path(&mut self, class: &str, points: &[(f64, f64)], close: bool) {
        if points.len() < 2 {
            return;
        }
        let _ = write!(self.out, "<path class=\"{class}\" d=\"");
        for (i, (x, y)) in points.iter().enumerate() {
            let (x, y) = (self.x(*x), self.y(*y));
            let _ = write!(self.out, "{}{x} {y}", if i == 0 { "M" } else { "L" });
        }
        self.out.push_str(if close { "Z\"/>" } else { "\"/>" });
    }

    /// Text with its baseline at `y`.
    pub fn text(&mut self, class: &str, (x, y): (f64, f64), anchor: Anchor, text: &str) {
        if text.is_empty() {
            return;
        }
        let anchor = match anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (x, y) = (self.x(x), self.y(y));
        let _ = write!(self.out, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{}</text>", escape(text));
    }

    /// Draws a mark with its label, as a link when it leads somewhere.
    pub fn mark(&mut self, mark: &Mark, draw: impl FnOnce(&mut Self)) {
        let label = escape(&mark.label);
        match &mark.href {
            Some(href) => {
                let stop = if self.stops { "" } else { " tabindex=\"-1\"" };
                let _ = write!(self.out, "<a class=\"mark\" href=\"{}\"{stop}><title>{label}</title>", escape(href));
                draw(self);
                self.out.push_str("</a>");
            }
            None => {
                let stop = if self.stops { " tabindex=\"0\" role=\"img\"" } else { "" };
                let _ = write!(self.out, "<g class=\"mark\"{stop}><title>{label}</title>");
                draw(self);
                self.out.push_str("</g>");
            }
        }
    }

    pub fn finish(mut self) -> String {
        self.out.push_str("</svg>");
        self.out
    }
}
