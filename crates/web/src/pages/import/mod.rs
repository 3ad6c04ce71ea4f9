//! W-38 取込: which files came in, what did not, and why.
//!
//! `list` → `upload` (the file) → `plan` (how it is read, with a preview) → `report` (progress, then what came of it).

pub mod list;
pub mod plan;
mod plan_controls;
mod plan_form;
pub mod report;
pub mod upload;

use crate::Cx;
use crate::ui::{Badge, Tone};
use banso_app::import::ImportState;
use banso_app::import::Shown;

/// The state of an import in a word.
pub(super) fn state(cx: &Cx, shown: &Shown) -> Badge {
    let taken = shown.import.rows_rejected == 0 && shown.report.rows_conflicting == 0 && shown.report.broken.is_none();
    let (tone, id) = match shown.import.state {
        ImportState::Running if shown.interrupted => (Tone::Bad, "import-state-interrupted"),
        ImportState::Running => (Tone::Plain, "import-state-running"),
        ImportState::Failed => (Tone::Bad, "import-state-failed"),
        ImportState::Done if taken => (Tone::Good, "import-state-done"),
        ImportState::Done => (Tone::Warn, "import-state-partial"),
    };
    Badge::state(cx, tone, &cx.t(id))
}

/// Bytes for people.
pub(super) fn size(cx: &Cx, bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{} B", cx.words.int(bytes.cast_signed())),
        1_000..1_000_000 => format!("{} kB", cx.words.num(bytes as f64 / 1e3, 1)),
        _ => format!("{} MB", cx.words.num(bytes as f64 / 1e6, 1)),
    }
}

/// Imports to test pages with: complete, partial, running, interrupted, failed.
pub(super) fn samples(cx: &Cx) -> Vec<Shown> {
    use banso_app::import::{Counts, Import, Made, Reject, Report, Step};
    use banso_kernel::{Micros, Problem};
    let import = |id, name: &str, kind: &str, state, rows: u64, rejected| Import {
        id,
        file_name: name.to_owned(),
        file_hash: String::new(),
        kind: kind.to_owned(),
        mapping: "kind = \"accounts\"\n\n[columns]\nkey = \"account_id\"\n".to_owned(),
        state,
        rows_read: rows,
        counts: Counts { new: rows - rejected, updated: 0, unchanged: 0 },
        rows_rejected: rejected,
        report: String::new(),
        rejects_file: (rejected > 0).then(|| "imports/0.jsonl".to_owned()),
        started_at: Micros(cx.now.0 - 90_000_000),
        started_by: None,
        ended_at: (state != ImportState::Running).then_some(cx.now),
    };
    let reject = |line, column: &str, value: &str, code: &str| Reject::new(line, column, value, Problem::new(code));
    let done = Report { step: Step::Done, bytes: 100, total: 100, noted_at: cx.now.0, ..Report::default() };
    let partial = Report {
        facts_new: 74_937,
        newest: Some(1_735_603_200_000_000),
        facts_conflicting: 63,
        rows_conflicting: 21,
        accounts: Made { count: 2, first: vec!["A-1".into(), "<b>A-2</b>".into()] },
        reasons: [("problem-date-none".to_owned(), 2), ("problem-amount-negative".to_owned(), 1)].into(),
        rejects_kept: 3,
        first: vec![
            reject(3, "start_date", "31/02/2024", "problem-date-none"),
            reject(4, "amount", "-5", "problem-amount-negative"),
            reject(9, "start_date", &"長い値".repeat(80), "problem-date-none"),
        ],
        decided: vec![("start_date".to_owned(), "day-first".to_owned())],
        ..done.clone()
    };
    let running = Report { step: Step::Reading, bytes: 42, ..done.clone() };
    let failed = Report { broken: Some(Problem::new("problem-file-binary")), ..done.clone() };
    let shown = |import, report, interrupted| Shown { import, report, interrupted };
    vec![
        shown(import(5, "顧客一覧.xlsx", "accounts", ImportState::Done, 500, 0), done.clone(), false),
        shown(import(4, "feature_usage.csv", "facts", ImportState::Done, 25_000, 3), partial, false),
        shown(import(3, "events.csv.gz", "facts", ImportState::Running, 420_000, 0), running.clone(), false),
        shown(import(2, "contracts.csv", "contracts", ImportState::Running, 4_000, 0), running, true),
        shown(import(1, "写真.csv", "accounts", ImportState::Failed, 0, 0), failed, false),
    ]
}
