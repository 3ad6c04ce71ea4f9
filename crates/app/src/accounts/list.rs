//! W-02: the account list.

use super::{Listing, View, board, lens};
use crate::workspace::typed_day;
use crate::{App, Principal, Refused};
use banso_domain::board::parse;
use banso_domain::members::Role;
use banso_intake::mapping::{Rest, Source, signature};
use banso_intake::{Kind, Mapping, fold};
use banso_kernel::{Problem, Zone, text};
use banso_state::SavedMapping;
use std::borrow::Cow;

/// Lists accounts as an address's parameters ask. What is not understood is in the listing's problems.
///
/// # Errors
/// The database failed.
pub async fn list(app: &App, who: &Principal, pairs: &[(String, String)]) -> Result<Listing, Refused> {
    who.needs(Role::Viewer)?;
    let wanted = pairs.iter().find(|(name, _)| name == "model").map(|(_, id)| id.as_str()).filter(|id| !id.is_empty());
    let (lens, unknown) = match lens(app, who, wanted).await {
        Ok(lens) => (lens, None),
        Err(Refused::Missing) => (lens(app, who, None).await?, wanted),
        Err(refused) => return Err(refused),
    };
    let members = app.member_names().await?;
    let board = board::load(app, &lens, &members).await?;
    let asked = plain(pairs, &lens.zone);
    let asked = asked.iter().map(|(name, value)| (*name, value.as_ref()));
    let (mut query, mut problems) = parse(asked, &board.names, words);
    if let Some(unknown) = unknown {
        query.model = None;
        problems.push(Problem::new("accounts-problem-value").with("name", "model").with("value", unknown));
    }
    // Links on lead to the day that is shown; that another one cannot be, the frame says.
    query.as_of = lens.past;
    let views = app.state.views("accounts", who.member).await.map_err(Refused::broken)?;
    let views = views.into_iter().map(|view| View {
        own: view.owner == who.member,
        id: view.id,
        name: view.name,
        query: view.query,
        shared: view.shared,
    });
    let begins = app.begins(&lens, &board).await?;
    Ok(Listing { lens, board, query, problems, members, views: views.collect(), begins })
}

/// The parameters with the numbers and days among them written plainly, however they were typed (J-06): what cannot be
/// read as one stays as it is.
pub(super) fn plain<'p>(pairs: &'p [(String, String)], zone: &Zone) -> Vec<(&'p str, Cow<'p, str>)> {
    let plain = |name: &str, value: &'p str| {
        if !["since", "silent", "deadline"].contains(&name) {
            return Cow::Borrowed(value);
        }
        let folded = fold::ascii(value);
        if folded.len() <= 4 && folded.bytes().all(|byte| byte.is_ascii_digit()) {
            return Cow::Owned(folded);
        }
        match typed_day(value, zone) {
            Ok(Some(day)) if name == "since" => Cow::Owned(day.to_string()),
            _ => Cow::Borrowed(value),
        }
    };
    pairs.iter().map(|(name, value)| (name.as_str(), plain(name, value))).collect()
}

/// Search text → folded words.
pub(super) fn words(typed: &str) -> Vec<String> {
    typed.split_whitespace().map(text::search_key).filter(|word| !word.is_empty()).collect()
}

/// How an exported list comes in again: its heads, and which fields of an account stand below which of them.
#[derive(Clone, Debug, Default)]
pub struct WayBack {
    /// All heads of the file.
    pub heads: Vec<String>,
    /// Field of an account → head.
    pub fields: Vec<(&'static str, String)>,
}

/// Writes into the audit log that the list leaves as a file, and remembers how to read that file: what was exported
/// and not edited changes nothing when it is imported, and computed columns never become attributes (J-15).
///
/// # Errors
/// The database failed; then nothing may leave.
pub async fn note_export(app: &App, who: &Principal, query: &str, rows: usize, back: WayBack) -> Result<(), Refused> {
    who.needs(Role::Viewer)?;
    let detail = serde_json::json!({ "query": query, "rows": rows });
    let event = super::event(app, who, "export", "accounts", "", &detail);
    let mut mapping = Mapping::new(Kind::Accounts);
    mapping.columns = back.fields.into_iter().map(|(field, head)| (field.to_owned(), Source::Column(head))).collect();
    mapping.rules.rest = Rest::Drop;
    let saved = SavedMapping {
        signature: signature(&back.heads),
        file_name: "accounts".to_owned(),
        kind: Kind::Accounts.word().to_owned(),
        body: mapping.to_text(),
        used_at: event.occurred_at,
    };
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    tx.log(&event).await.map_err(Refused::broken)?;
    tx.put_mapping(&saved).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_numbers_of_a_filter_are_read_as_pages_write_them() {
        let zone = Zone::tokyo();
        let said = |name: &str, value: &str| {
            let pairs = [(name.to_owned(), value.to_owned())];
            plain(&pairs, &zone)[0].1.clone().into_owned()
        };
        for typed in ["2026/11/01", "２０２６／１１／０１", "2026年11月1日", "2026-11-01", "令和8年11月1日"]
        {
            assert_eq!(said("since", typed), "2026-11-01", "{typed}");
        }
        assert_eq!([said("since", "９０"), said("silent", "３０"), said("deadline", " 7 ")], ["90", "30", "7"]);
        assert_eq!([said("since", "soon"), said("q", "２０２６")], ["soon", "２０２６"], "as typed");
    }
}
