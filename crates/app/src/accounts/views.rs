//! Saved views of the account list.

use super::lens;
use super::list::{plain, words};
use crate::{App, Principal, Refused};
use banso_domain::board::{Names, parse};
use banso_domain::members::Role;
use banso_kernel::{Problem, text};
use banso_state::SavedView;

/// Longest name of a view, in characters that a reader sees.
const NAME_LIMIT: usize = 80;

/// Keeps what `query` asks for under a name; returns it as it is kept, and whether it stands for an own view of that name
/// now. Only CSMs and above share views.
///
/// # Errors
/// The name is empty or too long, the query is not understood, or the database failed.
pub async fn save_view(
    app: &App,
    who: &Principal,
    name: &str,
    query: &str,
    shared: bool,
) -> Result<(String, bool), Refused> {
    who.needs(if shared { Role::Csm } else { Role::Viewer })?;
    let name = name.trim();
    if name.is_empty() {
        return Err(Refused::wrong("name", Problem::new("problem-required")));
    }
    if text::length(name) > NAME_LIMIT {
        return Err(Refused::wrong("name", Problem::new("problem-too-long").with("limit", NAME_LIMIT)));
    }
    let pairs = pairs(query);
    let model = pairs.iter().find(|(name, _)| name == "model").map(|(_, id)| id.as_str());
    let lens = lens(app, who, model).await?;
    let names = Names::of(&lens.model);
    let asked = plain(&pairs, &lens.zone);
    let (asked, problems) = parse(asked.iter().map(|(n, v)| (*n, v.as_ref())), &names, words);
    if let Some(problem) = problems.into_iter().next() {
        return Err(Refused::wrong("query", problem));
    }
    let query = encode(&asked.first_page().pairs(&names));
    let view = SavedView {
        id: 0,
        page: "accounts".to_owned(),
        name: name.to_owned(),
        query: query.clone(),
        owner: who.member,
        shared,
    };
    let known = app.state.views(&view.page, who.member).await.map_err(Refused::broken)?;
    let replaces = known.iter().any(|other| other.owner == who.member && other.name == view.name);
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    tx.put_view(&view, app.clock.now()).await.map_err(Refused::broken)?;
    tx.commit().await.map_err(Refused::broken)?;
    Ok((query, replaces))
}

/// Forgets a view of the asker's own.
///
/// # Errors
/// There is none of the asker's with that id, or the database failed.
pub async fn remove_view(app: &App, who: &Principal, id: i64) -> Result<(), Refused> {
    who.needs(Role::Viewer)?;
    let mut tx = app.state.begin().await.map_err(Refused::broken)?;
    if !tx.delete_view(id, who.member).await.map_err(Refused::broken)? {
        return Err(Refused::Missing);
    }
    tx.commit().await.map_err(Refused::broken)
}

fn pairs(query: &str) -> Vec<(String, String)> {
    url::form_urlencoded::parse(query.as_bytes()).into_owned().collect()
}

fn encode(pairs: &[(&str, String)]) -> String {
    let mut out = url::form_urlencoded::Serializer::new(String::new());
    out.extend_pairs(pairs);
    out.finish()
}
