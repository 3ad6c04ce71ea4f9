//! Messages of Block Kit, always within Slack's limits: what is too long is cut, what is empty is left out.

use super::text::{Rich, escape, fits, short};
use serde_json::{Value, json};

/// Slack's limits: <https://docs.slack.dev/reference/block-kit/blocks>.
pub(crate) const BLOCKS: usize = 50;
pub(crate) const TEXT: usize = 3000;
pub(crate) const HEADER: usize = 150;
pub(crate) const ELEMENTS: usize = 10;
pub(crate) const BUTTONS: usize = 25;
pub(crate) const LABEL: usize = 75;

/// A link that looks like a button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What it says.
    pub label: String,
    /// Where it leads; a button that leads to no web address is left out.
    pub url: String,
}

/// One block.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// A title.
    Header(String),
    /// A paragraph.
    Section(Rich),
    /// Small print: up to ten texts.
    Context(Vec<Rich>),
    /// Buttons that are links.
    Actions(Vec<Button>),
    /// A line.
    Divider,
}

/// A message: blocks, and the text for notifications and screen readers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Message {
    /// What a notification says.
    pub summary: String,
    /// What is shown in the channel.
    pub blocks: Vec<Block>,
}

impl Message {
    /// A message of plain text: paragraphs of any length become as many sections as they need.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        let mut sections = vec![String::new()];
        for line in text.lines() {
            // Escaping makes five units of one at most.
            for part in chunks(line, TEXT / 5 - 1) {
                let last = sections.last_mut().map(|last| last.len() + part.len() < TEXT / 5).unwrap_or_default();
                match sections.last_mut() {
                    Some(open) if last => *open = format!("{open}{}{part}", if open.is_empty() { "" } else { "\n" }),
                    _ => sections.push(part),
                }
            }
        }
        let blocks = sections.into_iter().map(|text| Block::Section(Rich::plain(text))).collect();
        Self { summary: text.to_owned(), blocks }
    }

    /// What Slack gets (`text` and `blocks`), and what a preview shows.
    #[must_use]
    pub fn payload(&self) -> Value {
        let summary = if self.summary.trim().is_empty() { "…" } else { self.summary.trim() };
        // Escaped, and cut before, so that nothing breaks; the limit here is far larger than anybody reads.
        let text = escape(&short(summary, TEXT / 5));
        let mut blocks: Vec<Value> =
            self.blocks.iter().enumerate().filter_map(|(number, block)| value(block, number)).collect();
        if blocks.len() > BLOCKS {
            blocks.truncate(BLOCKS - 1);
            blocks.push(json!({ "type": "context", "elements": [{ "type": "plain_text", "text": "…" }] }));
        }
        if blocks.is_empty() { json!({ "text": text }) } else { json!({ "text": text, "blocks": blocks }) }
    }
}

/// `line` in pieces of at most `most` bytes, cut between characters.
fn chunks(line: &str, most: usize) -> Vec<String> {
    let mut pieces = Vec::new();
    let mut rest = line;
    while rest.len() > most {
        let (piece, next) = rest.split_at(rest.floor_char_boundary(most));
        pieces.push(piece.to_owned());
        rest = next;
    }
    pieces.push(rest.to_owned());
    pieces
}

fn value(block: &Block, number: usize) -> Option<Value> {
    let mrkdwn = |text: &Rich| json!({ "type": "mrkdwn", "text": text.mrkdwn(TEXT), "verbatim": true });
    match block {
        Block::Header(text) => {
            let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
            let title = json!({ "type": "plain_text", "text": short(&text, HEADER), "emoji": false });
            (!text.is_empty()).then(|| json!({ "type": "header", "text": title }))
        }
        Block::Section(text) => (!text.is_blank()).then(|| json!({ "type": "section", "text": mrkdwn(text) })),
        Block::Context(texts) => {
            let texts: Vec<Value> = texts.iter().filter(|text| !text.is_blank()).take(ELEMENTS).map(mrkdwn).collect();
            (!texts.is_empty()).then(|| json!({ "type": "context", "elements": texts }))
        }
        Block::Actions(list) => {
            let usable = list.iter().filter(|one| fits(&one.url) && !one.label.trim().is_empty()).take(BUTTONS);
            let buttons = usable.enumerate().map(|(place, one)| {
                let label = json!({ "type": "plain_text", "text": short(one.label.trim(), LABEL), "emoji": false });
                json!({ "type": "button", "text": label, "url": one.url, "action_id": format!("link-{number}-{place}") })
            });
            let buttons: Vec<Value> = buttons.collect();
            (!buttons.is_empty()).then(|| json!({ "type": "actions", "elements": buttons }))
        }
        Block::Divider => Some(json!({ "type": "divider" })),
    }
}
