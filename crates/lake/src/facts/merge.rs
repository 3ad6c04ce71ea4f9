//! Several files, each sorted by account, to groups of rows that hold whole accounts in order. Memory stays bounded
//! by a few batches per overlapping file, however long the files are. Files are decoded as they are needed, on the
//! thread that asks: whoever wants more cores gives each a range of accounts.

use super::source::{Wanted, stream};
use crate::LakeError;
use crate::table::{FileMeta, Table};
use deltalake::arrow::array::{AsArray, RecordBatch};
use deltalake::arrow::datatypes::Int64Type;
use futures::StreamExt;
use futures::stream::BoxStream;
use std::collections::VecDeque;
use std::sync::Arc;

/// A part of a group: rows of one source.
pub(crate) struct Part {
    /// Which source, stable over the whole merge.
    pub source: usize,
    /// Its rows, in its order.
    pub rows: RecordBatch,
}

struct Source {
    number: usize,
    /// What is read and not given out yet; never an empty batch.
    held: VecDeque<RecordBatch>,
    more: Option<BoxStream<'static, Result<RecordBatch, LakeError>>>,
}

/// Merges files (and rows in memory) by account.
pub(crate) struct Merge {
    table: Arc<Table>,
    wanted: Wanted,
    /// Position of the account among the columns that are read.
    key: usize,
    /// Files not opened yet, the one with the least account last.
    closed: Vec<(usize, FileMeta)>,
    open: Vec<Source>,
}

/// Beyond so many files, they are decoded in smaller steps.
const MANY: usize = 48;

impl Merge {
    /// Over these files, and rows in memory that are sorted by account and have the columns that are read.
    pub fn new(table: Arc<Table>, files: &[FileMeta], wanted: Wanted, memory: Option<RecordBatch>) -> Self {
        let key = wanted.columns.iter().position(|column| *column == wanted.key).unwrap_or(0);
        let mut closed: Vec<_> = files
            .iter()
            .filter(|file| {
                file.accounts.start() <= wanted.accounts.end() && file.accounts.end() >= wanted.accounts.start()
            })
            .cloned()
            .enumerate()
            .collect();
        closed.sort_by_key(|(number, file)| std::cmp::Reverse((*file.accounts.start(), *number)));
        let number = closed.len();
        let batch = if number > MANY { wanted.batch.min(2_048) } else { wanted.batch };
        let wanted = Wanted { batch, ..wanted };
        let open = memory
            .filter(|rows| rows.num_rows() > 0)
            .map(|rows| Source { number, held: VecDeque::from([rows]), more: None })
            .into_iter()
            .collect();
        Self { table, wanted, key, closed, open }
    }

    /// The next group: all rows of one or more accounts, greater than all before. `None` at the end.
    pub async fn next(&mut self) -> Result<Option<Vec<Part>>, LakeError> {
        loop {
            for index in 0..self.open.len() {
                if self.open[index].held.is_empty() {
                    self.open[index].fill().await?;
                }
            }
            self.open.retain(|source| !source.held.is_empty());
            // Everything below the limit has been read from every file that can hold it.
            let Some(limit) = self.limit() else {
                if self.open_next().await? {
                    continue;
                }
                let rest = self.take(None);
                return Ok((!rest.is_empty()).then_some(rest));
            };
            if self.closed.last().is_some_and(|(_, file)| *file.accounts.start() <= limit) {
                self.open_next().await?;
                continue;
            }
            let parts = self.take(Some(limit));
            if !parts.is_empty() {
                return Ok(Some(parts));
            }
            // One account fills all that is held of some source: hold more of it.
            for source in &mut self.open {
                if source.last(self.key) == Some(limit) {
                    source.fill().await?;
                }
            }
        }
    }

    /// The least account that some source may still have more rows of; `None` if all open ones are read to their end.
    fn limit(&self) -> Option<i64> {
        self.open.iter().filter(|source| source.more.is_some()).filter_map(|source| source.last(self.key)).min()
    }

    async fn open_next(&mut self) -> Result<bool, LakeError> {
        let Some((number, file)) = self.closed.pop() else { return Ok(false) };
        let more = Some(stream(&self.table, &file, &self.wanted).await?.boxed());
        self.open.push(Source { number, held: VecDeque::new(), more });
        Ok(true)
    }

    /// Removes the rows of accounts below `limit` (all, if none) from what is held.
    fn take(&mut self, limit: Option<i64>) -> Vec<Part> {
        let mut parts = Vec::new();
        self.open.sort_by_key(|source| source.number);
        for source in &mut self.open {
            while let Some(batch) = source.held.front_mut() {
                let rows = match limit {
                    Some(limit) => {
                        batch.column(self.key).as_primitive::<Int64Type>().values().partition_point(|a| *a < limit)
                    }
                    None => batch.num_rows(),
                };
                if rows > 0 {
                    parts.push(Part { source: source.number, rows: batch.slice(0, rows) });
                }
                if rows < batch.num_rows() {
                    *batch = batch.slice(rows, batch.num_rows() - rows);
                    break;
                }
                source.held.pop_front();
            }
        }
        parts
    }
}

impl Source {
    /// Reads one more batch, or learns that there is none.
    async fn fill(&mut self) -> Result<(), LakeError> {
        while let Some(more) = &mut self.more {
            match more.next().await {
                Some(batch) => {
                    let batch = batch?;
                    if batch.num_rows() > 0 {
                        self.held.push_back(batch);
                        return Ok(());
                    }
                }
                None => self.more = None,
            }
        }
        Ok(())
    }

    /// Account of the last row held.
    fn last(&self, key: usize) -> Option<i64> {
        let accounts = self.held.back()?.column(key).as_primitive::<Int64Type>().values();
        accounts.last().copied()
    }
}
