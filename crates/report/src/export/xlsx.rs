//! A table as a workbook: text cells that keep their zeros and never run, real dates, numbers.

use super::{ExportError, File, Lost, Sheet, Value, Why};
use banso_kernel::{Day, Micros, guard};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, FormatAlign, Workbook, Worksheet};

/// Characters (UTF-16 units) that a cell holds.
const CELL: usize = 32_767;
const ROWS: usize = 1_048_575;
const COLUMNS: usize = 16_384;

/// Whole numbers above this lose digits in a spreadsheet (15 significant ones); they are written as text.
const EXACT: u64 = 999_999_999_999_999;

struct Formats {
    head: Format,
    text: Format,
    quoted: Format,
    day: Format,
    plain: Format,
}

pub(super) fn write(sheet: &Sheet, made_at: Micros) -> Result<File, ExportError> {
    let columns = sheet.rows.iter().map(Vec::len).chain([sheet.heads.len()]).max().unwrap_or(0);
    if sheet.rows.len() > ROWS || columns > COLUMNS {
        return Err(ExportError::TooLarge);
    }
    let formats = Formats {
        head: Format::new().set_bold().set_text_wrap().set_align(FormatAlign::Top),
        text: Format::new().set_num_format("@"),
        quoted: Format::new().set_num_format("@").set_quote_prefix(),
        day: Format::new().set_num_format("yyyy/mm/dd"),
        plain: Format::new(),
    };
    let mut book = Workbook::new();
    let made = ExcelDateTime::from_timestamp(made_at.0.div_euclid(1_000_000))?;
    book.set_properties(&DocProperties::new().set_creation_datetime(&made));
    let mut lost = Vec::new();
    let page = book.add_worksheet();
    page.set_name(tab_name(&sheet.name))?;
    for (at, head) in sheet.heads.iter().enumerate() {
        text(page, &formats, (0, at), head, head, &mut lost, true)?;
    }
    for (i, row) in sheet.rows.iter().enumerate() {
        for (at, value) in row.iter().enumerate() {
            let head = sheet.heads.get(at).map_or("", String::as_str);
            cell(page, &formats, (i + 1, at), head, value, &mut lost)?;
        }
    }
    if !sheet.rows.is_empty() && columns > 0 {
        page.set_freeze_panes(1, 0)?;
        page.autofilter(0, 0, sheet.rows.len() as u32, (columns - 1) as u16)?;
    }
    for at in 0..columns {
        page.set_column_width(at as u16, width(sheet, at))?;
    }
    Ok(File { bytes: book.save_to_buffer()?, lost })
}

fn cell(
    page: &mut Worksheet,
    formats: &Formats,
    (row, column): (usize, usize),
    head: &str,
    value: &Value,
    lost: &mut Vec<Lost>,
) -> Result<(), ExportError> {
    let (r, c) = (row as u32, column as u16);
    match value {
        Value::Empty => {}
        Value::Text(words) => text(page, formats, (row, column), head, words, lost, false)?,
        Value::Int(n) if n.unsigned_abs() <= EXACT => {
            page.write_number(r, c, *n as f64)?;
        }
        Value::Int(n) => text(page, formats, (row, column), head, &n.to_string(), lost, false)?,
        Value::Number(n) if n.is_finite() => {
            page.write_number(r, c, *n)?;
        }
        Value::Number(_) => {}
        Value::Day(day) => match date(*day) {
            Some(date) => {
                page.write_datetime_with_format(r, c, &date, &formats.day)?;
            }
            None => text(page, formats, (row, column), head, &day.to_string(), lost, false)?,
        },
        Value::Money(money) if money.minor.unsigned_abs() <= EXACT => {
            let digits = money.currency.digits() as usize;
            let pattern = if digits == 0 { "#,##0".to_owned() } else { format!("#,##0.{}", "0".repeat(digits)) };
            page.write_number_with_format(r, c, money.major(), &Format::new().set_num_format(pattern))?;
        }
        Value::Money(_) => text(page, formats, (row, column), head, &super::csv::text(value), lost, false)?,
    }
    Ok(())
}

/// Writes a text cell; never a formula, whatever is in it.
fn text(
    page: &mut Worksheet,
    formats: &Formats,
    (row, column): (usize, usize),
    head: &str,
    words: &str,
    lost: &mut Vec<Lost>,
    is_head: bool,
) -> Result<(), ExportError> {
    if words.is_empty() {
        return Ok(());
    }
    let (kept, rest) = cut(words);
    if !rest.is_empty() {
        let what = rest.chars().take(40).collect();
        lost.push(Lost { row, column: head.to_owned(), what, why: Why::TooLong });
    }
    let format = match (is_head, guard::is_formula(kept)) {
        (true, _) => &formats.head,
        (false, true) => &formats.quoted,
        (false, false) => &formats.text,
    };
    let (r, c) = (row as u32, column as u16);
    // The writer takes a string of this shape for markup of its own and would put it into the file unescaped.
    if kept.starts_with("<r>") && kept.ends_with("</r>") {
        page.write_rich_string_with_format(r, c, &[(&formats.plain, "<"), (&formats.plain, &kept[1..])], format)?;
    } else {
        page.write_string_with_format(r, c, kept, format)?;
    }
    Ok(())
}

/// What fits into a cell, and the rest.
fn cut(text: &str) -> (&str, &str) {
    let mut units = 0;
    for (at, c) in text.char_indices() {
        units += c.len_utf16();
        if units > CELL {
            return text.split_at(at);
        }
    }
    (text, "")
}

/// The date, if spreadsheets have it: from 1900-03-01 on (before that they disagree) to 9999.
fn date(day: Day) -> Option<ExcelDateTime> {
    let (year, month, date) = day.ymd();
    if (year, month) < (1900, 3) {
        return None;
    }
    ExcelDateTime::from_ymd(u16::try_from(year).ok()?, u8::try_from(month).ok()?, u8::try_from(date).ok()?).ok()
}

/// A worksheet's name: 31 characters, without `[ ] : * ? / \` and outer apostrophes.
fn tab_name(name: &str) -> String {
    let cleaned: String = name.chars().filter(|c| !"[]:*?/\\".contains(*c) && !c.is_control()).collect();
    let mut units = 0;
    let short = cleaned.trim_matches('\'').trim().chars().take_while(|c| {
        units += c.len_utf16();
        units <= 31
    });
    let short = short.collect::<String>().trim_end_matches('\'').to_owned();
    if short.is_empty() { "Banso".to_owned() } else { short }
}

/// Width in characters, by the head and the first rows.
fn width(sheet: &Sheet, at: usize) -> f64 {
    let long = |text: &str| text.lines().map(|l| l.chars().map(|c| if c.is_ascii() { 1 } else { 2 }).sum()).max();
    let cells = sheet.rows.iter().take(200).filter_map(|r| r.get(at)).map(|v| match v {
        Value::Day(_) => 10,
        other => long(&super::csv::text(other)).unwrap_or(0),
    });
    let widest: usize = cells.chain(sheet.heads.get(at).and_then(|h| long(h))).max().unwrap_or(0);
    (widest as f64 + 2.0).clamp(8.0, 60.0)
}
