//! The documented limits of a file. Beyond them a row or the whole file is refused with place and reason.

/// Columns of a table.
pub const COLUMNS: usize = 1_000;
/// Bytes of one cell, after decoding.
pub const CELL_BYTES: usize = 1 << 20;
/// Bytes of one row, after decoding.
pub const ROW_BYTES: usize = 4 << 20;
/// Characters of a rejected value that a report repeats.
pub const SHOWN_CHARS: usize = 200;
/// Rows that are read ahead to find header, types and kinds.
pub const SAMPLE_ROWS: usize = 1_000;

/// From here on a compressed stream is judged by its ratio.
pub const RATIO_FROM_BYTES: u64 = 8 << 20;
/// Inflated bytes for each compressed byte. Deflate ends at 1,032; logs and tables stay below 100.
pub const RATIO: u64 = 300;

/// Bytes of an XLSX file as stored.
pub const XLSX_FILE_BYTES: u64 = 128 << 20;
/// Entries of an XLSX file's directory.
pub const XLSX_ENTRIES: usize = 2_000;
/// Inflated bytes of one worksheet.
pub const XLSX_SHEET_BYTES: u64 = 256 << 20;
/// Inflated bytes of the table of shared strings, which must be held in memory.
pub const XLSX_STRINGS_BYTES: u64 = 48 << 20;
/// Number of shared strings.
pub const XLSX_STRINGS: u64 = 600_000;
/// Inflated bytes of each other part that must be read (workbook, styles, relationships).
pub const XLSX_PART_BYTES: u64 = 4 << 20;
/// Cells of a worksheet.
pub const XLSX_CELLS: u64 = 8_000_000;
