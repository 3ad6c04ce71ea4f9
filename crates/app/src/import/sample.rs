//! Believable plans for looking at the mapping page without a file.

use super::plan::Plan;
use banso_intake::guess::Hints;
use banso_intake::{Cell, Encoding, Format, Info, Reject, Row};
use banso_kernel::{Currency, Problem};

/// A list of accounts with an open question, wide usage facts, and a table that nobody understands.
#[must_use]
pub fn sample_plans() -> Vec<Plan> {
    let accounts: &[&[&str]] = &[
        &["顧客コード", "会社名", "契約日", "業種", "席数"],
        &["C-001", "株式会社青空", "05/06/2023", "小売", "12"],
        &["C-002", "㈲井上商店", "01/02/2024", "製造", "3"],
        &["C-003", "㈱えなが", "平成31年5月1日", "卸", "8"],
        &["", "上田株式会社", "03/04/2024", "<b>製造</b>", "40"],
    ];
    let usage: &[&[&str]] = &[
        &["usage_id", "subscription_id", "usage_date", "feature_name", "usage_count"],
        &["U-1", "S-1", "27-07-2023", "feature_20", "9"],
        &["U-2", "S-2", "07-08-2023", "feature_5", "many"],
    ];
    let unknown: &[&[&str]] = &[&["colour", "shape"], &["red", "round"], &["blue", "square"]];
    [("顧客一覧.csv", accounts), ("usage.csv", usage), ("shapes.csv", unknown)]
        .into_iter()
        .map(|(name, table)| plan(name, table))
        .collect()
}

fn plan(file_name: &str, table: &[&[&str]]) -> Plan {
    let columns: Vec<String> = table[0].iter().map(|name| (*name).to_owned()).collect();
    let row = |(at, cells): (usize, &&[&str])| Row {
        line: at as u64 + 2,
        cells: cells.iter().map(|text| Cell::text((*text).to_owned())).collect(),
    };
    let sample: Vec<Row> = table[1..].iter().enumerate().map(row).collect();
    let hints = Hints { kind: None, file_name: file_name.to_owned(), currency: Currency::JPY };
    let info = Info { format: Format::Delimited(',', Encoding::ShiftJis), gzip: false, header: true, bytes: 48_200 };
    let counted = ["feature.used", "login", "ticket"].map(str::to_owned).into();
    let refused = match file_name {
        "shapes.csv" => {
            vec![Reject::new(
                3,
                "",
                "red",
                Problem::new("problem-row-cells").with("found", 1usize).with("wanted", 2usize),
            )]
        }
        _ => Vec::new(),
    };
    Plan { counted, refused, ..Plan::guessed(info, columns, sample, &hints) }
}
