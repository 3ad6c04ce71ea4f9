//! What `banso import` prints. Figures and tables go to standard output, refusals to standard error.

use banso_app::Refused;
use banso_app::import::{Finished, From, Order, Plan, Typed, noticed, preview, read_as};
use banso_kernel::{Day, Zone};
use banso_words::Words;
use comfy_table::{CellAlignment, Table, presets};
use std::path::Path;

/// Rows that a preview shows.
const ROWS: usize = 5;

/// One line of output.
#[expect(clippy::print_stdout, reason = "the command's output")]
pub(super) fn line(text: &str) {
    println!("{text}");
}

#[expect(clippy::print_stderr, reason = "the command's output")]
fn complaint(text: &str) {
    eprintln!("{text}");
}

/// Why a file as a whole was refused; other failures end the command.
pub(super) fn refused(words: &'static Words, path: &Path, refused: Refused) -> anyhow::Result<()> {
    let Refused::Input(wrong) = refused else { return Err(refused.into()) };
    for wrong in wrong {
        complaint(&format!("{}: {}", path.display(), words.problem(&wrong.problem)));
    }
    Ok(())
}

/// How a file will be read, in a few lines.
pub(super) fn plan(words: &'static Words, name: &str, plan: &Plan) {
    let kind = words.get(&format!("import-kind-{}", plan.mapping.kind.word()));
    let from = match plan.from {
        From::Given => "import-from-given",
        From::Remembered => "import-from-remembered",
        From::Guessed => "import-from-guessed",
    };
    line(&format!("{name}: {kind}, {} ({})", read_as(words, &plan.info), words.get(from)));
    for decided in &plan.decided {
        let order = words.get(order_id(decided.order)).to_string();
        let args = [
            ("column", decided.column.as_str().into()),
            ("order", order.into()),
            ("value", decided.by.as_str().into()),
        ];
        line(&format!("  {}", words.with("import-dates-decided", &args)));
    }
}

fn order_id(order: Order) -> &'static str {
    match order {
        Order::DayFirst => "import-dates-day-first",
        Order::MonthFirst => "import-dates-month-first",
        Order::YearFirst => "import-dates-year-first",
        Order::Unix => "import-dates-unix",
    }
}

/// The questions that must be answered, with a value read both ways.
pub(super) fn questions(words: &'static Words, name: &str, plan: &Plan) {
    for question in &plan.questions {
        let example = question.examples.first().cloned().unwrap_or_default();
        let args = [("column", question.column.as_str().into()), ("value", example.into())];
        complaint(&format!("{name}: {}", words.with("import-cli-question", &args)));
    }
}

/// The first rows as they will be read.
pub(super) fn preview(words: &'static Words, plan: &Plan, zone: &Zone) {
    let rows = match preview::preview(&plan.mapping, &plan.columns, (&plan.sample, &plan.refused), zone, ROWS) {
        Ok(rows) => rows,
        Err(problem) => return complaint(&words.problem(&problem)),
    };
    line(&plan.mapping.to_text());
    for row in rows {
        match &row.outcome {
            Ok(typed) => {
                for read in banso_app::import::told(words, zone, typed) {
                    let cells: Vec<String> = read.iter().map(|(name, value)| format!("{name}: {value}")).collect();
                    line(&format!("{:>6}  {}", row.line, cells.join(" | ")));
                }
                for notice in &row.notices {
                    line(&format!("{:>6}  {}: {}", row.line, notice.column, noticed(words, notice)));
                }
                if matches!(typed, Typed::Facts(facts) if facts.is_empty()) {
                    line(&format!("{:>6}  {}", row.line, words.get("common-none")));
                }
            }
            Err(rejects) => {
                for reject in rejects {
                    let why = words.problem(&reject.problem);
                    line(&format!("{:>6}  {} {:?}: {why}", row.line, reject.column, reject.value));
                }
            }
        }
    }
}

/// What came of all files.
pub(super) fn summary(words: &'static Words, finished: &[Finished]) {
    let mut table = Table::new();
    table.load_preset(presets::UTF8_HORIZONTAL_ONLY);
    let heads = ["file", "kind", "read", "new", "updated", "unchanged", "conflicting", "rejected"];
    table.set_header(heads.map(|head| words.get(&format!("import-head-{head}")).to_string()));
    for done in finished {
        let (import, report) = (&done.import, &done.report);
        let counts = [
            import.rows_read,
            import.counts.new,
            import.counts.updated,
            import.counts.unchanged,
            report.rows_conflicting,
            import.rows_rejected,
        ];
        let mut row = vec![import.file_name.clone(), words.get(&format!("import-kind-{}", import.kind)).to_string()];
        row.extend(counts.map(|count| words.int(count.cast_signed())));
        table.add_row(row);
    }
    for column in 2..heads.len() {
        if let Some(column) = table.column_mut(column) {
            column.set_cell_alignment(CellAlignment::Right);
        }
    }
    line(&table.to_string());
    for done in finished {
        for note in banso_app::import::notes(words, done.import.kind.as_str(), &done.report) {
            line(&format!("{}: {note}", done.import.file_name));
        }
    }
}

/// Says it if even the newest fact of all files is long past, with the command that looks at the data as of then.
pub(super) fn long_past(words: &'static Words, finished: &[Finished], zone: &Zone, today: Day) {
    let newest = finished.iter().filter(|done| done.report.newest.is_some()).max_by_key(|done| done.report.newest);
    let Some(day) = newest.and_then(|done| banso_app::import::long_past(&done.report, zone, today)) else { return };
    let args = [("day", words.day(day).into()), ("command", format!("banso rebuild --as-of {day}").into())];
    line(&words.with("import-cli-long-past", &args));
}
