//! `banso sql`: one read-only query over everything (docs/sql.md).

use crate::ctx::Ctx;
use banso_app::{App, Refused};
use banso_kernel::{Arg, Micros};
use banso_lake::sql::{Cell, SqlLimits, SqlResult};
use banso_report::export::{Form, Sheet, Value, export};
use banso_words::words;
use clap::{Args, ValueEnum};
use std::io::{self, BufWriter, IsTerminal, Write};
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

/// Arguments of `banso sql`.
#[derive(Args)]
pub struct Sql {
    /// The query, for example "SELECT name, count(*) FROM facts GROUP BY name"
    pub query: String,
    /// How to print the answer
    #[arg(long, value_enum, default_value_t = Format::Table)]
    pub format: Format,
    /// Stop after so many rows
    #[arg(long, default_value_t = 100_000)]
    pub rows: usize,
    /// Stop after so many seconds
    #[arg(long, default_value_t = 60, value_name = "SECONDS")]
    pub time: u64,
}

/// Ways to print an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// For eyes.
    Table,
    /// For spreadsheets: UTF-8 with a byte order mark.
    Csv,
    /// A list of objects.
    Json,
}

impl Sql {
    /// Runs the query and prints the answer to standard output. Code 2 if the query is refused or wrong.
    pub async fn run(self, ctx: &Ctx) -> anyhow::Result<ExitCode> {
        let words = words(ctx.lang);
        let place = ctx.place()?;
        if place.is_empty() {
            let folder = Arg::from(ctx.data.display().to_string());
            anyhow::bail!(words.with("cli-sql-no-data", &[("folder", folder)]));
        }
        let app = App::open(place, Arc::clone(&ctx.clock), Arc::clone(&ctx.entropy)).await?;
        let limits = SqlLimits { rows: self.rows, time: Duration::from_secs(self.time), ..SqlLimits::default() };
        let result = match app.ask(&self.query, limits).await {
            Ok(result) => result,
            Err(Refused::Input(wrong)) => {
                let mut out = io::stderr().lock();
                for wrong in wrong {
                    writeln!(out, "{}", words.problem(&wrong.problem))?;
                }
                return Ok(ExitCode::from(2));
            }
            Err(other) => return Err(other.into()),
        };
        if let Err(error) = print(&result, self.format, ctx.clock.now()) {
            // Whoever reads has seen enough: `banso sql … | head`.
            let enough = error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe);
            return if enough { Ok(ExitCode::SUCCESS) } else { Err(error) };
        }
        if result.more {
            let rows = Arg::from(self.rows);
            writeln!(io::stderr(), "{}", words.with("cli-sql-more", &[("rows", rows)]))?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

fn print(result: &SqlResult, format: Format, now: Micros) -> anyhow::Result<()> {
    let mut out = BufWriter::new(io::stdout().lock());
    match format {
        Format::Table => table(result, &mut out)?,
        Format::Csv => csv(result, now, &mut out)?,
        Format::Json => json(result, &mut out)?,
    }
    Ok(out.flush()?)
}

/// A value as text. Moments in ISO 8601, UTC.
fn text(cell: &Cell) -> String {
    match cell {
        Cell::Null => String::new(),
        Cell::Int(n) => n.to_string(),
        Cell::Float(x) => x.to_string(),
        Cell::Bool(b) => b.to_string(),
        Cell::Text(text) => text.clone(),
        Cell::Day(day) => day.to_string(),
        Cell::Moment(moment) => moment.iso(),
    }
}

fn table(result: &SqlResult, out: &mut impl Write) -> io::Result<()> {
    use comfy_table::{CellAlignment, ContentArrangement, Table, presets};
    let mut table = Table::new();
    table.load_preset(presets::UTF8_FULL_CONDENSED).set_header(&result.columns);
    if io::stdout().is_terminal() {
        table.set_content_arrangement(ContentArrangement::Dynamic);
    }
    for row in &result.rows {
        table.add_row(row.iter().map(|cell| {
            // Nothing from the data may steer the terminal.
            let shown: String =
                text(cell).chars().map(|c| if c.is_control() && c != '\n' { '\u{fffd}' } else { c }).collect();
            let number = matches!(cell, Cell::Int(_) | Cell::Float(_));
            let side = if number { CellAlignment::Right } else { CellAlignment::Left };
            comfy_table::Cell::new(shown).set_alignment(side)
        }));
    }
    writeln!(out, "{table}")
}

/// As every other export: nothing in it runs as a formula when a spreadsheet opens it.
fn csv(result: &SqlResult, now: Micros, out: &mut impl Write) -> anyhow::Result<()> {
    let value = |cell: &Cell| match cell {
        Cell::Null => Value::Empty,
        Cell::Int(n) => Value::Int(*n),
        Cell::Float(x) => Value::Number(*x),
        Cell::Day(day) => Value::Day(*day),
        other => Value::Text(text(other)),
    };
    let rows = result.rows.iter().map(|row| row.iter().map(value).collect()).collect();
    let sheet = Sheet { name: "sql".to_owned(), heads: result.columns.clone(), rows };
    Ok(out.write_all(&export(&sheet, Form::CsvUtf8, now)?.bytes)?)
}

fn json(result: &SqlResult, out: &mut impl Write) -> io::Result<()> {
    use serde_json::Value;
    out.write_all(b"[")?;
    for (at, row) in result.rows.iter().enumerate() {
        let value = |cell: &Cell| match cell {
            Cell::Null => Value::Null,
            Cell::Int(n) => (*n).into(),
            Cell::Float(x) => (*x).into(),
            Cell::Bool(b) => (*b).into(),
            other => text(other).into(),
        };
        // Field by field, so that columns keep their order (and may even have equal names).
        let fields = result
            .columns
            .iter()
            .zip(row)
            .map(|(name, cell)| format!("{}:{}", Value::from(name.as_str()), value(cell)));
        let fields: Vec<String> = fields.collect();
        write!(out, "{}\n{{{}}}", if at == 0 { "" } else { "," }, fields.join(","))?;
    }
    out.write_all(b"\n]\n")
}
