//! Charts, drawn on the server as SVG and themed by CSS variables alone: the same drawing serves web, mail and PDF.
//!
//! Which chart answers which question is fixed (RULES 35): where are they now → [`grid`] or [`bars`]; how did the shares
//! move → [`shares`]; how did one figure move → [`line`], [`spark`]; how far from the goal → [`criterion`]; when did it
//! happen → [`lanes`]; by when to decide → [`deadlines`]; how did a rank move → [`steps`]; where do they stick → [`phases`];
//! how sure → [`dots`], [`intervals`]; who stays → [`curves`].
//! There is no pie, gauge, second axis, smoothed line or third dimension, and there will be none.
//!
//! Missing data is `NaN` and draws a gap, never a zero. Values read by people come in as text: this module knows no
//! language. [`STYLE`] is the stylesheet that the drawings need, besides the colours of [`crate::tokens`].

pub mod bars;
pub mod criterion;
pub mod curves;
pub mod deadlines;
pub mod dots;
pub mod grid;
pub mod intervals;
pub mod lanes;
pub mod line;
mod pen;
pub mod phases;
mod plot;
pub mod scale;
pub mod shares;
pub mod spark;
pub mod steps;
pub mod table;

/// The stylesheet of the charts. Web puts it into its own; mail and PDF embed it.
pub const STYLE: &str = include_str!("chart/chart.css");

/// The greatest number of marks of one chart that can be reached by keyboard; above it, the table is the way (UI.md).
pub const MAX_STOPS: usize = 20;

/// What every chart carries besides its data.
#[derive(Clone, Copy, Debug)]
pub struct Head<'a> {
    /// Unique on the page; ids of title and description are made from it.
    pub id: &'a str,
    /// Name of the chart, as its `<title>`.
    pub title: &'a str,
    /// One sentence that says what the reader should see, as its `<desc>`. The page also shows it above the chart.
    pub summary: &'a str,
    /// Width of the drawing in CSS pixels, at least 240. Draw wide (720) and narrow (340) rather than scale text.
    pub width: f64,
}

/// What a mark says and where it leads.
#[derive(Clone, Debug, Default)]
pub struct Mark {
    /// Shown on hover, read on focus: name, value, unit, date.
    pub label: String,
    /// The list or facts behind the mark.
    pub href: Option<String>,
}

impl Mark {
    /// A mark that leads to `href`.
    #[must_use]
    pub fn link(label: impl Into<String>, href: impl Into<String>) -> Self {
        Self { label: label.into(), href: Some(href.into()) }
    }

    /// A mark that only says something.
    #[must_use]
    pub fn plain(label: impl Into<String>) -> Self {
        Self { label: label.into(), href: None }
    }
}

/// A place on the time axis with its text, such as a month.
#[derive(Clone, Debug)]
pub struct Tick {
    /// Position, in the same unit as the data (days since 1970-01-01).
    pub at: f64,
    /// Its text in the reader's language.
    pub label: String,
}

#[cfg(test)]
mod tests;
