//! Files made to do harm: refused within a second (debug builds get more), with a reason, in little memory.

use super::support::{all, file, gzip, workbook, zip};
use std::io::Write;
use std::time::{Duration, Instant};

/// Optimised builds take well under a second; the machines of a build farm are slow and busy.
const ALLOWED: Duration = Duration::from_secs(8);

fn refused(name: &str, bytes: Vec<u8>, codes: &[&str]) {
    let made = file("x.xlsx", bytes);
    #[allow(clippy::disallowed_methods, reason = "the test measures")]
    let start = Instant::now();
    let outcome = all(&made.path);
    let took = start.elapsed();
    let code = match outcome {
        Err(problem) => problem.code,
        Ok(all) => all
            .broken
            .map(|p| p.code)
            .or_else(|| all.rejects.first().map(|r| r.problem.code.clone()))
            .unwrap_or_else(|| format!("accepted {} rows", all.rows.len())),
    };
    assert!(codes.contains(&code.as_str()), "{name}: {code}");
    assert!(took < ALLOWED, "{name}: {took:?}");
}

fn cell(at: &str) -> String {
    format!("<c r=\"{at}\"><v>1</v></c>")
}

fn book(sheet: &str) -> Vec<u8> {
    zip(&workbook(sheet, ""))
}

#[test]
fn far_corners_are_not_filled_in() {
    let far =
        |at: &str, row: u32| book(&format!("<row r=\"1\">{}</row><row r=\"{row}\">{}</row>", cell("A1"), cell(at)));
    refused(
        "A1 + AZ1048576",
        far("AZ1048576", 1_048_576),
        &["problem-row-cells", "accepted 2 rows", "accepted 1 rows"],
    );
    refused("A1 + XFD1048576", far("XFD1048576", 1_048_576), &["problem-row-columns-limit"]);
    refused(
        "a row beyond all sheets",
        far("A99999999", 99_999_999),
        &["problem-xlsx-damaged", "problem-row-cells", "accepted 2 rows", "accepted 1 rows"],
    );
    refused("a column beyond all sheets", far("ZZZZZZZ1", 2), &["problem-xlsx-damaged"]);
}

#[test]
fn one_giant_text_is_refused_before_it_is_held() {
    let giant = "x".repeat(300 << 20);
    let mut parts = workbook(&format!("<row r=\"1\">{}</row>", "<c r=\"A1\" t=\"s\"><v>0</v></c>"), "");
    parts.push(("xl/sharedStrings.xml", format!("<sst><si><t>{giant}</t></si></sst>").into_bytes()));
    refused("300 MB shared string", zip(&parts), &["problem-xlsx-part-limit", "problem-xlsx-text"]);
    let five = "x".repeat(5 << 20);
    refused(
        "5 MB inline cell",
        book(&format!("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>{five}</t></is></c></row>")),
        &["problem-xlsx-text"],
    );
    let strings = format!("<si><t>{five}</t></si>");
    refused(
        "5 MB shared string",
        zip(&workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", &strings)),
        &["problem-xlsx-text"],
    );
    let runs = format!("<si>{}</si>", format!("<r><t>{}</t></r>", "y".repeat(60_000)).repeat(300));
    refused(
        "18 MB in many runs",
        zip(&workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", &runs)),
        &["problem-xlsx-text"],
    );
    let long = format!("<row r=\"1\"><c r=\"A1\" x=\"{}\"><v>1</v></c></row>", "z".repeat(5 << 20));
    refused("5 MB attribute", book(&long), &["problem-xlsx-text"]);
}

#[test]
fn floods_of_small_things_are_counted() {
    let cells = format!("<row r=\"1\">{}</row>", "<c/>".repeat(10_000_000));
    refused("10 M cells", book(&cells), &["problem-xlsx-cells"]);
    let strings = "<si/>".repeat(700_000);
    refused("700,000 empty strings", zip(&workbook(&cell("A1"), &strings)), &["problem-xlsx-strings"]);
    let mut parts = workbook("<row r=\"1\"><c r=\"A1\"><v>1</v></c></row>", "");
    parts.push((
        "xl/styles.xml",
        format!("<styleSheet><cellXfs>{}</cellXfs></styleSheet>", "<xf/>".repeat(2_000_000)).into_bytes(),
    ));
    refused("2 M styles", zip(&parts), &["problem-xlsx-part-limit"]);
    let many: Vec<String> = (0..20_000).map(|n| format!("xl/media/{n}.png")).collect();
    let mut parts = workbook("", "");
    let names: Vec<(&str, Vec<u8>)> = many.iter().map(|name| (name.as_str(), Vec::new())).collect();
    parts.extend(
        names.iter().map(|(name, bytes)| (Box::leak((*name).to_owned().into_boxed_str()) as &str, bytes.clone())),
    );
    refused("20,000 entries", zip(&parts), &["problem-xlsx-entries"]);
}

#[test]
fn a_hundred_thousand_entries_are_refused_by_their_count() {
    let mut bytes = Vec::new();
    let mut directory = Vec::new();
    for n in 0..100_000u32 {
        let name = format!("f{n}");
        let mut entry = b"PK\x01\x02".to_vec();
        entry.extend_from_slice(&[0; 24]);
        entry.extend_from_slice(&(name.len() as u16).to_le_bytes());
        entry.extend_from_slice(&[0; 16]);
        entry.extend_from_slice(name.as_bytes());
        directory.extend_from_slice(&entry);
    }
    bytes.extend_from_slice(b"PK\x03\x04");
    let start = bytes.len() as u32;
    bytes.extend_from_slice(&directory);
    let mut end = b"PK\x05\x06\0\0\0\0".to_vec();
    let count = (100_000u32 % 65_536) as u16; // what a writer without zip64 leaves there
    end.extend_from_slice(&count.to_le_bytes());
    end.extend_from_slice(&count.to_le_bytes());
    end.extend_from_slice(&(directory.len() as u32).to_le_bytes());
    end.extend_from_slice(&start.to_le_bytes());
    end.extend_from_slice(&[0, 0]);
    bytes.extend_from_slice(&end);
    refused("100,000 entries", bytes, &["problem-xlsx-entries", "problem-xlsx-damaged"]);
}

/// Changes a field of the directory entry of `name`.
fn edit(bytes: &mut [u8], name: &str, field: usize, value: u32) {
    let at = bytes
        .windows(4)
        .enumerate()
        .filter(|(_, window)| *window == b"PK\x01\x02")
        .map(|(at, _)| at)
        .find(|at| bytes[at + 46..].starts_with(name.as_bytes()))
        .expect("the entry");
    bytes[at + field..at + field + 4].copy_from_slice(&value.to_le_bytes());
}

#[test]
fn lying_directories_are_refused() {
    let good = book(&format!("<row r=\"1\">{}</row>", cell("A1")));
    let mut overlapping = good.clone();
    edit(&mut overlapping, "xl/workbook.xml", 42, 0);
    refused("overlapping entries", overlapping, &["problem-xlsx-overlap"]);
    let mut declared = good.clone();
    edit(&mut declared, "xl/worksheets/sheet1.xml", 24, u32::MAX - 1);
    refused("4 GB declared", declared, &["problem-xlsx-part-limit"]);
    let mut outside = good.clone();
    edit(&mut outside, "xl/worksheets/sheet1.xml", 42, u32::MAX - 1);
    refused("beyond the file", outside, &["problem-xlsx-overlap", "problem-xlsx-damaged", "problem-xlsx-part-damaged"]);
    // 300 MB of sheet that declares 1 kB
    let mut sheet = workbook("", "");
    sheet[4].1 = [&b"<worksheet><sheetData>"[..], &b"<row/>".repeat(50_000_000)].concat();
    let mut small = zip(&sheet);
    edit(&mut small, "xl/worksheets/sheet1.xml", 24, 1000);
    refused("declares less than it holds", small, &["problem-xlsx-part-limit"]);
    let mut encrypted = good.clone();
    let at = encrypted.windows(4).position(|w| w == b"PK\x01\x02").expect("a directory");
    encrypted[at + 8] |= 1;
    refused("encrypted entry", encrypted, &["problem-xlsx-encrypted"]);
    refused("half a file", good[..good.len() / 2].to_vec(), &["problem-xlsx-damaged"]);
    refused("a ZIP of something else", zip(&[("readme.txt", b"hello".to_vec())]), &["problem-file-zip"]);
}

#[test]
fn entities_are_never_expanded() {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let mut parts = workbook("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>", "");
    parts.push(("xl/sharedStrings.xml", format!("{laughs}<sst><si><t>&b;</t></si></sst>").into_bytes()));
    refused("entities in strings", zip(&parts), &["problem-xlsx-entity"]);
    let mut parts = workbook("", "");
    parts[4].1 = [laughs.as_bytes(), &parts[4].1].concat();
    refused("entities in a sheet", zip(&parts), &["problem-xlsx-entity"]);
}

#[test]
fn gzip_bombs_stop_early() {
    // 4 GB of a valid table in 4 MB.
    let chunk = "A-1,aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa\n".repeat(20_000);
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(b"account_id,name\n").expect("packed");
    for _ in 0..200 {
        packer.write_all(chunk.as_bytes()).expect("packed");
    }
    refused("a table of one line", packer.finish().expect("packed"), &["problem-file-bomb"]);
    refused("zeros", gzip(&vec![0; 64 << 20]), &["problem-file-binary", "problem-file-bomb"]);
    refused("one letter", gzip(&vec![b'a'; 256 << 20]), &["problem-file-bomb", "problem-row-too-long"]);
    refused("gzip in gzip", gzip(&gzip(&vec![b'a'; 1 << 20])), &["problem-file-nested-gzip"]);
    refused(
        "a bomb of a workbook",
        gzip(&[&b"PK\x03\x04"[..], &vec![0; 200 << 20]].concat()),
        &["problem-file-bomb", "problem-xlsx-file-limit", "problem-xlsx-damaged"],
    );
}
