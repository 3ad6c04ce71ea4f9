//! Colours of the product, light and dark, in one place. The web crate turns them into CSS custom properties with
//! [`css`]; charts, mails and prints refer to them by name (`var(--segment-1)`) and never by value.
//!
//! Segments and ranks are Okabe–Ito hues, darkened for white paper and lightened for dark paper. They alternate in
//! lightness, so that neighbours stay apart in greyscale and for colour-blind eyes. The tests compute RULES 33: text
//! 4.5 : 1, marks 3 : 1, neighbours 1.5 : 1, for full colour sight and three simulated deficiencies.

use std::fmt::Write;

/// One colour under its CSS name, for both schemes. Values are `#rrggbb`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// CSS custom property without the leading dashes: `segment-1`.
    pub name: &'static str,
    /// What it is for.
    pub role: Role,
    /// On light paper.
    pub light: &'static str,
    /// On dark paper.
    pub dark: &'static str,
}

/// What a colour may be used for; the contrast that it must have follows from this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A surface that text stands on.
    Ground,
    /// Text, and marks that stand beside text: 4.5 : 1 against every ground.
    Text,
    /// A drawn mark, a control's border: 3 : 1 against every ground. Never used for text.
    Mark,
    /// A hairline without meaning: no demand.
    Hairline,
}

const fn token(name: &'static str, role: Role, light: &'static str, dark: &'static str) -> Token {
    Token { name, role, light, dark }
}

/// How many fixed segment colours there are: `--segment-1` … `--segment-8`. By convention 1 is the worst segment,
/// 4 the best of four, 7 is neutral ("no data").
pub const SEGMENTS: u8 = 8;

/// The greatest opacity of a heat-map cell's fill over paper; text in `--ink` stays readable up to here (tested).
pub const HEAT_MAX: f64 = 0.38;

/// Every colour of the product.
pub const TOKENS: &[Token] = &[
    // Grounds.
    token("paper", Role::Ground, "#ffffff", "#14171b"),
    token("raised", Role::Ground, "#f6f7f9", "#1c2026"),
    // Text.
    token("ink", Role::Text, "#1b1f24", "#e8eaed"),
    token("muted", Role::Text, "#5b6470", "#a3adb8"),
    token("accent", Role::Text, "#0b5cad", "#7db7f0"),
    token("good", Role::Text, "#0a6e52", "#4cc9a0"),
    token("warn", Role::Text, "#8a5200", "#e8b04a"),
    token("bad", Role::Text, "#b3261e", "#ff8f85"),
    // Lines: `line` divides, `rule` is an axis, a threshold or the border of a control.
    token("line", Role::Hairline, "#d9dde2", "#343a42"),
    token("rule", Role::Mark, "#7d8794", "#78828e"),
    // Segments, in the order of a model's `color`.
    token("segment-1", Role::Mark, "#9e3400", "#d9702f"),
    token("segment-2", Role::Mark, "#b07c00", "#f2d65c"),
    token("segment-3", Role::Mark, "#00538a", "#4aa3dc"),
    token("segment-4", Role::Mark, "#00916e", "#6fe3bb"),
    token("segment-5", Role::Mark, "#7a2f5f", "#c977a8"),
    token("segment-6", Role::Mark, "#4f6fd0", "#b9c8ff"),
    token("segment-7", Role::Mark, "#4a525c", "#8a949f"),
    token("segment-8", Role::Mark, "#a06a2c", "#e0c08a"),
    // Ranks: the same four hues, best to worst.
    token("rank-a", Role::Mark, "#00916e", "#6fe3bb"),
    token("rank-b", Role::Mark, "#00538a", "#4aa3dc"),
    token("rank-c", Role::Mark, "#b07c00", "#f2d65c"),
    token("rank-d", Role::Mark, "#9e3400", "#d9702f"),
];

/// The CSS custom properties of all tokens, with `light-dark()`, and light for print whatever the scheme of the screen.
#[must_use]
pub fn css() -> String {
    let mut out = String::from(":root {\n  color-scheme: light dark;\n");
    for t in TOKENS {
        let _ = writeln!(out, "  --{}: light-dark({}, {});", t.name, t.light, t.dark);
    }
    out.push_str("}\n@media print {\n  :root { color-scheme: light; }\n}\n");
    out
}

/// The fixed colour (1…8) of the segment at `position` of `count`, best first, as a model lists them. Neighbours differ;
/// a position outside the model (no segment for lack of data) is neutral.
#[must_use]
pub fn segment_color(position: usize, count: usize) -> u8 {
    let family: &[u8] = match count {
        0..=2 => &[4, 1],
        3 => &[4, 2, 1],
        4 => &[4, 3, 2, 1],
        5 => &[4, 3, 6, 2, 1],
        6 => &[4, 3, 6, 5, 2, 1],
        _ => &[4, 3, 6, 5, 8, 2, 1],
    };
    match position {
        p if p >= count => 7,
        p if p + 1 == count => 1,
        p => family[p % (family.len() - 1)],
    }
}

/// The token of that name.
#[must_use]
pub fn find(name: &str) -> Option<Token> {
    TOKENS.iter().copied().find(|t| t.name == name)
}

#[cfg(test)]
mod tests;
