//! JSON Lines: one object per line, nested objects flattened with a dot.

use super::{Next, broken};
use crate::limits::{CELL_BYTES, COLUMNS, ROW_BYTES};
use crate::row::{Cell, Item, Reject, Row};
use banso_kernel::Problem;
use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::Value;
use std::collections::HashMap;
use std::fmt;
use std::io::{BufRead, BufReader, Read};

/// An object's members in the order of the file.
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Members;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    members.push(entry);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(Object)
    }
}

/// The rows of JSON Lines. New columns are accepted as long as the table is open for them.
pub(super) struct JsonLines<R> {
    reader: BufReader<R>,
    line: u64,
    buffer: Vec<u8>,
    columns: Vec<String>,
    places: HashMap<String, usize>,
    fixed: bool,
}

impl<R: Read> JsonLines<R> {
    pub(super) fn new(reader: R) -> Self {
        let reader = BufReader::with_capacity(1 << 16, reader);
        Self { reader, line: 0, buffer: Vec::new(), columns: Vec::new(), places: HashMap::new(), fixed: false }
    }

    /// The columns seen so far.
    pub(super) fn columns(&self) -> &[String] {
        &self.columns
    }

    /// From now on a line with a member that was not seen before is rejected.
    pub(super) fn fix(&mut self) {
        self.fixed = true;
    }

    /// The next row or reject.
    pub(super) fn next(&mut self) -> Next {
        loop {
            self.line += 1;
            let over = match self.read_line() {
                Ok(None) => return Next::End,
                Ok(Some(over)) => over,
                Err(error) => return Next::Broken(broken(&error, self.line)),
            };
            let line = self.line;
            let shown = String::from_utf8_lossy(&self.buffer[..self.buffer.len().min(512)]).trim_end().to_owned();
            let refuse = |problem| Next::Item(Item::Reject(Reject::new(line, "", &shown, problem)));
            if over {
                return refuse(Problem::new("problem-row-too-long").with("limit", ROW_BYTES >> 20));
            }
            let text = match std::str::from_utf8(&self.buffer) {
                Ok(text) if text.trim().is_empty() => continue,
                Ok(text) => text.trim_end(),
                Err(_) => return refuse(Problem::new("problem-cell-encoding")),
            };
            let members = match serde_json::from_str::<Members>(text.trim_start_matches('\u{FEFF}')) {
                Ok(members) => members.0,
                Err(error) => return refuse(Problem::new("problem-json").with("at", error.column().max(1))),
            };
            return match self.row(members) {
                Ok(row) => Next::Item(Item::Row(row)),
                Err(problem) => refuse(problem),
            };
        }
    }

    fn row(&mut self, members: Vec<(String, Value)>) -> Result<Row, Problem> {
        let mut cells = vec![Cell::Empty; self.columns.len()];
        let mut flat = Vec::with_capacity(members.len());
        for (name, value) in members {
            flatten(name, value, &mut flat);
        }
        for (name, cell) in flat {
            let place = match self.places.get(&name) {
                Some(place) => *place,
                None if self.fixed => return Err(Problem::new("problem-json-member").with("name", name)),
                None if self.columns.len() >= COLUMNS => {
                    return Err(Problem::new("problem-row-columns-limit").with("limit", COLUMNS));
                }
                None => {
                    self.columns.push(name.clone());
                    self.places.insert(name, self.columns.len() - 1);
                    cells.push(Cell::Empty);
                    self.columns.len() - 1
                }
            };
            cells[place] = cell;
        }
        Ok(Row { line: self.line, cells })
    }

    /// Reads a line into the buffer; `Some(true)` if it was too long and has been skipped.
    fn read_line(&mut self) -> std::io::Result<Option<bool>> {
        self.buffer.clear();
        let (mut over, mut any) = (false, false);
        loop {
            let chunk = self.reader.fill_buf()?;
            if chunk.is_empty() {
                return Ok(any.then_some(over));
            }
            any = true;
            let (end, used) = match chunk.iter().position(|b| *b == b'\n') {
                Some(at) => (true, at + 1),
                None => (false, chunk.len()),
            };
            if self.buffer.len() + used > ROW_BYTES {
                over = true;
            } else {
                self.buffer.extend_from_slice(&chunk[..used]);
            }
            self.reader.consume(used);
            if end {
                return Ok(Some(over));
            }
        }
    }
}

fn flatten(name: String, value: Value, flat: &mut Vec<(String, Cell)>) {
    let cell = match value {
        Value::Object(members) if !members.is_empty() => {
            for (inner, value) in members {
                flatten(format!("{name}.{inner}"), value, flat);
            }
            return;
        }
        Value::Null | Value::Object(_) => Cell::Empty,
        Value::Bool(truth) => Cell::Bool(truth),
        // Whole numbers stay text: identifiers beyond 2^53 must keep their digits.
        Value::Number(number) if number.is_f64() => number.as_f64().map_or(Cell::Empty, Cell::Number),
        Value::Number(number) => Cell::Text(number.to_string()),
        Value::String(text) if text.len() > CELL_BYTES => {
            let problem = Problem::new("problem-cell-too-long").with("limit", CELL_BYTES >> 20);
            Cell::Bad(text.chars().take(256).collect(), Box::new(problem))
        }
        Value::String(text) => Cell::text(text),
        list @ Value::Array(_) => Cell::text(list.to_string()),
    };
    flat.push((name, cell));
}
