//! A first pass over the parts of a workbook: unpacks them without keeping them and stops at what a table never has.

use super::directory::{Entry, u16_at};
use crate::limits::{
    CELL_BYTES, ROW_BYTES, XLSX_CELLS, XLSX_PART_BYTES, XLSX_SHEET_BYTES, XLSX_STRINGS, XLSX_STRINGS_BYTES,
};
use banso_kernel::Problem;
use flate2::read::DeflateDecoder;
use std::io::{Read, Seek, SeekFrom};

/// What a part may hold.
struct Caps {
    bytes: u64,
    /// Tag that is counted, and how often it may stand.
    counted: Option<(&'static [u8], u64, &'static str)>,
}

fn caps(name: &str) -> Option<Caps> {
    let name = name.to_ascii_lowercase();
    if name.starts_with("xl/worksheets/") && name.ends_with(".xml") {
        let counted = Some((b"<c".as_slice(), XLSX_CELLS, "problem-xlsx-cells"));
        Some(Caps { bytes: XLSX_SHEET_BYTES, counted })
    } else if name.ends_with("sharedstrings.xml") {
        let counted = Some((b"<si".as_slice(), XLSX_STRINGS, "problem-xlsx-strings"));
        Some(Caps { bytes: XLSX_STRINGS_BYTES, counted })
    } else if name.ends_with(".xml") || name.ends_with(".rels") {
        Some(Caps { bytes: XLSX_PART_BYTES, counted: None })
    } else {
        None // pictures and the like are never unpacked
    }
}

/// Checks declared sizes, then unpacks every part that will be read.
pub(super) fn check(file: &mut (impl Read + Seek), entries: &[Entry]) -> Result<(), Problem> {
    let read: Vec<(&Entry, Caps)> =
        entries.iter().filter_map(|entry| caps(&entry.name).map(|caps| (entry, caps))).filter(needed).collect();
    for (entry, caps) in &read {
        if entry.declared > caps.bytes {
            return Err(size_limit(entry, caps));
        }
    }
    for (entry, caps) in &read {
        part(file, entry, caps)?;
    }
    Ok(())
}

/// Parts that the cell reader opens; drawings, tables, comments and themes stay packed.
fn needed((entry, _): &(&Entry, Caps)) -> bool {
    let name = entry.name.to_ascii_lowercase();
    let depth = name.matches('/').count();
    name.starts_with("xl/worksheets/") && depth == 2
        || name.starts_with("xl/") && depth == 1
        || name.starts_with("xl/theme/")
        || name == "xl/_rels/workbook.xml.rels"
        || name == "_rels/.rels"
}

fn size_limit(entry: &Entry, caps: &Caps) -> Problem {
    Problem::new("problem-xlsx-part-limit").with("part", entry.name.as_str()).with("limit", (caps.bytes >> 20) as i64)
}

fn part(file: &mut (impl Read + Seek), entry: &Entry, caps: &Caps) -> Result<(), Problem> {
    let damaged = |_| Problem::new("problem-xlsx-part-damaged").with("part", entry.name.as_str());
    let mut local = [0; 30];
    file.seek(SeekFrom::Start(entry.at)).map_err(damaged)?;
    file.read_exact(&mut local).map_err(damaged)?;
    let skip = u64::from(u16_at(&local, 26)) + u64::from(u16_at(&local, 28));
    if !local.starts_with(b"PK\x03\x04") {
        return Err(Problem::new("problem-xlsx-damaged"));
    }
    file.seek(SeekFrom::Start(entry.at + 30 + skip)).map_err(damaged)?;
    let packed = (&mut *file).take(entry.packed);
    let mut watch = Watch::new(entry, caps);
    let mut buffer = vec![0; 1 << 16];
    let mut unpacked: Box<dyn Read + '_> =
        if entry.stored { Box::new(packed) } else { Box::new(DeflateDecoder::new(packed)) };
    loop {
        let n = unpacked.read(&mut buffer).map_err(damaged)?;
        if n == 0 {
            return Ok(());
        }
        watch.see(&buffer[..n])?;
    }
}

/// Looks at the bytes of a part as they pass.
struct Watch<'a> {
    entry: &'a Entry,
    caps: &'a Caps,
    total: u64,
    counted: u64,
    /// Bytes since the last tag began.
    run: usize,
    /// Bytes since the last counted tag: a text may also come in many runs.
    item: usize,
    /// The start of the present tag, to compare.
    tag: [u8; 12],
    tag_len: usize,
}

impl<'a> Watch<'a> {
    fn new(entry: &'a Entry, caps: &'a Caps) -> Self {
        Self { entry, caps, total: 0, counted: 0, run: 0, item: 0, tag: [0; 12], tag_len: 12 }
    }

    fn see(&mut self, bytes: &[u8]) -> Result<(), Problem> {
        self.total += bytes.len() as u64;
        if self.total > self.caps.bytes {
            return Err(size_limit(self.entry, self.caps));
        }
        let mut at = 0;
        while at < bytes.len() {
            if self.tag_len == self.tag.len() {
                // Between names of tags nothing matters but the way to the next one.
                let skipped = bytes[at..].iter().position(|b| *b == b'<').unwrap_or(bytes.len() - at);
                (self.run, self.item, at) = (self.run + skipped, self.item + skipped, at + skipped);
            }
            if let Some(byte) = bytes.get(at) {
                if *byte == b'<' {
                    (self.run, self.tag_len) = (0, 0);
                }
                (self.run, self.item, at) = (self.run + 1, self.item + 1, at + 1);
                self.tag[self.tag_len] = *byte;
                self.tag_len += 1;
                if matches!(byte, b' ' | b'>' | b'/' | b'\n' | b'\r' | b'\t' | b'[') {
                    self.named()?;
                    self.tag_len = self.tag.len();
                }
            }
            if self.run > CELL_BYTES + 1024 || self.item > ROW_BYTES * 2 {
                return Err(Problem::new("problem-xlsx-text")
                    .with("part", self.entry.name.as_str())
                    .with("limit", CELL_BYTES >> 20));
            }
        }
        Ok(())
    }

    /// The name of a tag is complete.
    fn named(&mut self) -> Result<(), Problem> {
        let tag = &self.tag[..self.tag_len - 1];
        if tag.starts_with(b"<!DOCTYPE") || tag.starts_with(b"<!ENTITY") {
            return Err(Problem::new("problem-xlsx-entity").with("part", self.entry.name.as_str()));
        }
        if matches!(tag, b"<row" | b"<mergeCell" | b"<hyperlink" | b"<dataValidation") {
            self.item = 0;
        }
        if let Some((wanted, limit, code)) = self.caps.counted {
            let name = tag.iter().rposition(|b| *b == b':').map_or(&tag[1.min(tag.len())..], |colon| &tag[colon + 1..]);
            if name == &wanted[1..] {
                self.counted += 1;
                self.item = 0;
                if self.counted > limit {
                    return Err(Problem::new(code).with("limit", limit as i64));
                }
            }
        }
        Ok(())
    }
}
