//! Where are they now: a rank × rank grid. Each cell holds a count, its share and the change since last month, is tinted
//! with its segment's colour by how many it holds, and leads to the list behind it.

use super::pen::{Anchor, Pen, fit, measure};
use super::{Head, Mark};
use crate::tokens::HEAT_MAX;

/// A row or column: the letter of its rank and a word for it.
#[derive(Clone, Debug)]
pub struct Side {
    /// `A` … `D`.
    pub letter: String,
    /// What the rank means, in a word.
    pub word: String,
}

/// One cell.
#[derive(Clone, Debug)]
pub struct Cell {
    /// Accounts in it.
    pub count: u64,
    /// The count as text, with its unit if wanted.
    pub count_text: String,
    /// Share of all, as text.
    pub share_text: String,
    /// Change since last month with sign (`+3`, `−2`), empty when it cannot be said.
    pub change_text: String,
    /// Segment of this combination of ranks: its fixed colour (1…8) and name.
    pub color: u8,
    /// The segment's name, written once into the first cell of each segment.
    pub segment: String,
    /// Label and link.
    pub mark: Mark,
}

/// Draws the grid. `rows` are read from the top, `cols` from the left; `cells` row by row. Missing cells stay empty.
#[must_use]
pub fn draw(head: &Head<'_>, titles: (&str, &str), rows: &[Side], cols: &[Side], cells: &[Cell]) -> String {
    const LEFT: f64 = 64.0;
    let width = head.width.max(240.0);
    let cell_w = (width - LEFT) / cols.len().max(1) as f64;
    // Where cells are narrow, a rank's word stands under its letter.
    let narrow = cell_w < 84.0;
    let (top, cell_h) = if narrow { (56.0, 68.0) } else { (48.0, 76.0) };
    let height = top + cell_h * rows.len().max(1) as f64 + 2.0;
    let mut pen = Pen::new(head, "grid", height, cells.len());
    pen.text("axis-name", (LEFT + cell_w * cols.len() as f64 / 2.0, 14.0), Anchor::Middle, &format!("{} →", titles.1));
    pen.text("axis-name", (0.0, 36.0), Anchor::Start, &fit(&format!("↓ {}", titles.0), 12.0, LEFT - 2.0));
    for (i, side) in cols.iter().enumerate() {
        let middle = LEFT + cell_w * (i as f64 + 0.5);
        if narrow {
            pen.text("letter", (middle, 34.0), Anchor::Middle, &side.letter);
            pen.text("tick", (middle, 50.0), Anchor::Middle, &fit(&side.word, 12.0, cell_w - 2.0));
            continue;
        }
        let letter = measure(&side.letter, 18.0) + 6.0;
        let word = fit(&side.word, 12.0, cell_w - letter - 2.0);
        let start = middle - (letter + measure(&word, 12.0)) / 2.0;
        pen.text("letter", (start, 38.0), Anchor::Start, &side.letter);
        pen.text("tick", (start + letter, 38.0), Anchor::Start, &word);
    }
    for (i, side) in rows.iter().enumerate() {
        let middle = top + cell_h * (i as f64 + 0.5);
        pen.text("letter", (LEFT - 10.0, middle), Anchor::End, &side.letter);
        pen.text("tick", (LEFT - 10.0, middle + 16.0), Anchor::End, &fit(&side.word, 12.0, LEFT - 10.0));
    }
    let most = cells.iter().map(|c| c.count).max().unwrap_or(0).max(1) as f64;
    let at = |i: usize| {
        let (row, col) = (i / cols.len().max(1), i % cols.len().max(1));
        (LEFT + cell_w * col as f64, top + cell_h * row as f64)
    };
    let shown = cells.len().min(rows.len() * cols.len());
    for (i, cell) in cells[..shown].iter().enumerate() {
        let (x, y) = at(i);
        let first = !cells[..i].iter().any(|earlier| earlier.segment == cell.segment);
        pen.mark(&cell.mark, |pen| draw_cell(pen, cell, (x, y), (cell_w, cell_h), cell.count as f64 / most, first));
    }
    borders(&mut pen, cells, cols.len(), shown, (cell_w, cell_h), &at);
    pen.finish()
}

fn draw_cell(pen: &mut Pen, cell: &Cell, (x, y): (f64, f64), (w, h): (f64, f64), heat: f64, first: bool) {
    let color = cell.color.clamp(1, crate::tokens::SEGMENTS);
    pen.rect("ground", (x + 1.0, y + 1.0), (w - 2.0, h - 2.0), 1.0);
    pen.rect(&format!("f{color}"), (x + 1.0, y + 1.0), (w - 2.0, h - 2.0), 0.05 + (HEAT_MAX - 0.05) * heat);
    // A bar of full colour on top: the segment, told apart even in an empty cell.
    pen.rect(&format!("f{color}"), (x + 1.0, y + 1.0), (w - 2.0, 4.0), 1.0);
    if first {
        pen.text("cell-name", (x + 6.0, y + 19.0), Anchor::Start, &fit(&cell.segment, 11.0, w - 8.0));
    }
    let class = if cell.count == 0 { "cell-zero" } else { "cell-count" };
    let middle = x + w / 2.0;
    pen.text(class, (middle, y + 41.0), Anchor::Middle, &cell.count_text);
    let share = if cell.count > 0 { cell.share_text.as_str() } else { "" };
    let small = format!("{share}  {}", cell.change_text);
    if !small.trim().is_empty() {
        pen.text("cell-small", (middle, y + 58.0), Anchor::Middle, &fit(small.trim(), 11.0, w - 4.0));
    }
}

/// Heavier lines where one segment meets another, so that segments can be told in black and white.
fn borders(
    pen: &mut Pen,
    cells: &[Cell],
    cols: usize,
    shown: usize,
    (w, h): (f64, f64),
    at: &dyn Fn(usize) -> (f64, f64),
) {
    for i in 0..shown {
        let (x, y) = at(i);
        let right = (i + 1) % cols.max(1) != 0 && i + 1 < shown;
        if right && cells[i + 1].segment != cells[i].segment {
            pen.line("border", (x + w, y), (x + w, y + h));
        }
        if i + cols < shown && cells[i + cols].segment != cells[i].segment {
            pen.line("border", (x, y + h), (x + w, y + h));
        }
    }
}
