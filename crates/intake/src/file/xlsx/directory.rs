//! The directory of a ZIP file, read before anything is unpacked.

use crate::limits::{XLSX_ENTRIES, XLSX_FILE_BYTES};
use banso_kernel::Problem;
use std::io::{Read, Seek, SeekFrom};

/// A packed file.
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) stored: bool,
    pub(super) packed: u64,
    pub(super) declared: u64,
    /// Where its local header starts.
    pub(super) at: u64,
}

fn refused(code: &str) -> Problem {
    Problem::new(code)
}

/// Lists the entries, or says why the file is refused.
pub(super) fn read(file: &mut (impl Read + Seek)) -> Result<Vec<Entry>, Problem> {
    let damaged = |_| refused("problem-xlsx-damaged");
    let size = file.seek(SeekFrom::End(0)).map_err(damaged)?;
    if size > XLSX_FILE_BYTES {
        return Err(refused("problem-xlsx-file-limit").with("limit", (XLSX_FILE_BYTES >> 20) as i64));
    }
    let tail_len = size.min(22 + 0xFFFF);
    file.seek(SeekFrom::Start(size - tail_len)).map_err(damaged)?;
    let mut tail = vec![0; tail_len as usize];
    file.read_exact(&mut tail).map_err(damaged)?;
    let end = (0..=tail.len().saturating_sub(22))
        .rev()
        .find(|at| tail[*at..].starts_with(b"PK\x05\x06"))
        .ok_or_else(|| refused("problem-xlsx-damaged"))?;
    let end = &tail[end..];
    let (count, length, start) = (u16_at(end, 10), u32_at(end, 12), u32_at(end, 16));
    if count == 0xFFFF || start == 0xFFFF_FFFF || count as usize > XLSX_ENTRIES {
        return Err(refused("problem-xlsx-entries").with("limit", XLSX_ENTRIES));
    }
    if u64::from(start) + u64::from(length) > size || length > 4 << 20 {
        return Err(refused("problem-xlsx-damaged"));
    }
    file.seek(SeekFrom::Start(u64::from(start))).map_err(damaged)?;
    let mut directory = vec![0; length as usize];
    file.read_exact(&mut directory).map_err(damaged)?;
    let entries = list(&directory)?;
    apart(&entries, u64::from(start))?;
    Ok(entries)
}

fn list(directory: &[u8]) -> Result<Vec<Entry>, Problem> {
    let mut entries = Vec::new();
    let mut rest = directory;
    while rest.len() >= 46 && rest.starts_with(b"PK\x01\x02") {
        let (name, extra, comment) = (u16_at(rest, 28) as usize, u16_at(rest, 30) as usize, u16_at(rest, 32) as usize);
        let next = 46 + name + extra + comment;
        if rest.len() < next || entries.len() >= XLSX_ENTRIES {
            return Err(refused("problem-xlsx-damaged"));
        }
        if u16_at(rest, 8) & 1 == 1 {
            return Err(refused("problem-xlsx-encrypted"));
        }
        let method = u16_at(rest, 10);
        if method != 0 && method != 8 {
            return Err(refused("problem-xlsx-damaged"));
        }
        entries.push(Entry {
            name: String::from_utf8_lossy(&rest[46..46 + name]).into_owned(),
            stored: method == 0,
            packed: u64::from(u32_at(rest, 20)),
            declared: u64::from(u32_at(rest, 24)),
            at: u64::from(u32_at(rest, 42)),
        });
        rest = &rest[next..];
    }
    Ok(entries)
}

/// No two entries may share bytes, and no two a name.
fn apart(entries: &[Entry], directory_at: u64) -> Result<(), Problem> {
    let mut spans: Vec<(u64, u64)> =
        entries.iter().map(|e| (e.at, e.at + 30 + e.name.len() as u64 + e.packed)).collect();
    spans.sort_unstable();
    let mut names: Vec<&str> = entries.iter().map(|e| e.name.as_str()).collect();
    names.sort_unstable();
    let overlap = spans.windows(2).any(|pair| pair[0].1 > pair[1].0)
        || spans.last().is_some_and(|last| last.1 > directory_at)
        || names.windows(2).any(|pair| pair[0].eq_ignore_ascii_case(pair[1]));
    if overlap { Err(refused("problem-xlsx-overlap")) } else { Ok(()) }
}

pub(super) fn u16_at(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn u32_at(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
