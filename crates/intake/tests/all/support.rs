//! Files for tests, and the shortest way from a file to typed rows.

use banso_intake::{Item, Mapping, Options, Reader, Reject, Row, Table, Typed};
use banso_kernel::{Problem, Zone};
use std::io::Write;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with one file.
pub struct Made {
    pub path: PathBuf,
    _dir: TempDir,
}

/// Writes a file.
pub fn file(name: &str, bytes: impl AsRef<[u8]>) -> Made {
    let dir = tempfile::tempdir().expect("a folder");
    let path = dir.path().join(name);
    std::fs::write(&path, bytes).expect("written");
    Made { path, _dir: dir }
}

pub fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    packer.write_all(bytes).expect("packed");
    packer.finish().expect("packed")
}

/// What came out of a table.
#[derive(Debug)]
pub struct All {
    pub columns: Vec<String>,
    pub rows: Vec<Row>,
    pub rejects: Vec<Reject>,
    pub broken: Option<Problem>,
}

impl All {
    pub fn texts(&self) -> Vec<Vec<String>> {
        self.rows.iter().map(|row| row.cells.iter().map(banso_intake::Cell::shown).collect()).collect()
    }
}

pub fn drain(table: &mut Table) -> All {
    let (mut rows, mut rejects) = (Vec::new(), Vec::new());
    while let Some(item) = table.next_item() {
        match item {
            Item::Row(row) => rows.push(row),
            Item::Reject(reject) => rejects.push(reject),
        }
    }
    All { columns: table.columns().to_vec(), rows, rejects, broken: table.broken().cloned() }
}

/// Reads a whole file without a mapping.
pub fn all(path: &Path) -> Result<All, Problem> {
    Ok(drain(&mut Table::open(path, &Options::default())?))
}

pub fn all_of(name: &str, bytes: impl AsRef<[u8]>) -> Result<All, String> {
    all(&file(name, bytes).path).map_err(|problem| problem.code)
}

/// Reads a whole file through a mapping.
#[allow(clippy::type_complexity, reason = "rows, rejects and what ended it")]
pub fn typed(path: &Path, mapping: &Mapping) -> Result<(Vec<Typed>, Vec<Reject>, Option<Problem>), Problem> {
    let mut table = Table::open(path, &Options { header: mapping.header, sheet: mapping.sheet.clone() })?;
    let mut reader = Reader::new(mapping, table.columns(), "test", &Zone::tokyo())?;
    let (mut good, mut rejects) = (Vec::new(), Vec::new());
    while let Some(item) = table.next_item() {
        match item {
            Item::Row(row) => match reader.read(&row) {
                Ok(row) => good.push(row),
                Err(bad) => rejects.extend(bad),
            },
            Item::Reject(reject) => rejects.push(reject),
        }
    }
    Ok((good, rejects, table.broken().cloned()))
}

/// The folder of public data sets, if there is one.
pub fn datasets() -> Option<PathBuf> {
    let near = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/datasets");
    let folder = std::env::var_os("BANSO_DATASETS").map_or(near, PathBuf::from);
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: no data sets at {}", folder.display());
    None
}

/// A shipped example mapping.
pub fn example(name: &str) -> Mapping {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    Mapping::parse(&std::fs::read_to_string(path).expect("the example is there")).expect("the example is right")
}

/// A ZIP file of these entries.
pub fn zip(entries: &[(&str, Vec<u8>)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).expect("an entry");
        writer.write_all(bytes).expect("written");
    }
    writer.finish().expect("a file").into_inner()
}

/// The parts of the smallest workbook, with this sheet and these shared strings.
pub fn workbook(sheet: &str, strings: &str) -> Vec<(&'static str, Vec<u8>)> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let pkg = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut parts = vec![
        (
            "[Content_Types].xml",
            "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>".to_owned(),
        ),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{pkg}\"><Relationship Id=\"r1\" Type=\"{rel}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{rel}\"><sheets><sheet name=\"S\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{pkg}\"><Relationship Id=\"r1\" Type=\"{rel}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"r2\" Type=\"{rel}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    if !strings.is_empty() {
        parts.push(("xl/sharedStrings.xml", format!("<sst xmlns=\"{main}\">{strings}</sst>")));
    }
    parts.into_iter().map(|(name, text)| (name, text.into_bytes())).collect()
}
