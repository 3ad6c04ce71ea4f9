//! Importing a file: look at it, settle its mapping, then row by row into the stores.
//!
//! - [`App::plan_import`] opens a file and proposes how to read it: the mapping that was given, or remembered from a
//!   file of the same columns, or guessed. Dates that can be read two ways stay open questions.
//! - [`App::run_import`] reads it to its end. A chunk of rows is one transaction, so that a crash leaves whole chunks;
//!   importing the file again completes it, and changes nothing that is there already.
//!
//! Parsing happens on a thread of its own and never waits for the database, apart from a short queue between them.

mod feed;
mod names;
mod plan;
mod read;
mod rejects;
mod report;
mod run;
mod sample;
mod told;
mod uploads;
mod write;

pub use plan::{From, Plan};
pub use read::Shown;
pub(crate) use rejects::FOLDER as REJECTS;
pub use rejects::{rejects_csv, rejects_sheet};
pub use report::{Made, Report, Step};
pub use run::{Finished, Job, Progress};
pub use sample::sample_plans;
pub use told::{field_label, lines, long_past, notes, noticed, read_as, read_day, told};
pub(crate) use uploads::FOLDER as UPLOADS;
pub use uploads::{UPLOAD_BYTES, Upload};

use banso_intake::Options;

pub use banso_intake::guess::{Confidence, Decided, Question};
pub use banso_intake::mapping::{self, FactSpec, Rules, Source, fields};
pub use banso_intake::preview;
pub use banso_intake::values::dates::Order;
pub use banso_intake::{Cell, Format, Info, Kind, Mapping, Reject, Row, Typed};
pub use banso_state::{Counts, Import, ImportState};

/// What to insist on when a file is opened for `mapping`.
fn options(mapping: Option<&Mapping>) -> Options {
    Options { header: mapping.and_then(|m| m.header), sheet: mapping.and_then(|m| m.sheet.clone()) }
}
