//! Rows of table `inbox`, on their way in and out. On a server what somebody's fact says is sealed.

use super::bulk::{bits, hex};
use super::error::{Result, StateError};
use super::keys::Subject;
use super::sealing::Sealing;
use banso_domain::facts::Fact;
use std::borrow::Cow;

/// What is sealed: name and properties together.
const SAID: &str = "inbox";

/// A fact as a JSON row.
pub(super) type Row<'a> = (String, i64, Option<i64>, Cow<'a, str>, i64, i64, Option<i64>, Cow<'a, str>, &'a str);

/// A fact as it is stored; none of somebody who is just being erased, of whom nothing is kept.
pub(super) fn row<'a>(sealing: &Sealing, fact: &'a Fact) -> Result<Option<Row<'a>>> {
    let (name, props) = match fact.person {
        Some(person) if sealing.keys().is_some() => {
            let said = serde_json::to_string(&[&fact.name, &fact.props])?;
            match sealing.seal(Subject::Person(person.0), SAID, &said) {
                Err(StateError::Erased) => return Ok(None),
                sealed => (Cow::Borrowed(""), Cow::Owned(sealed?)),
            }
        }
        _ => (Cow::Borrowed(fact.name.as_str()), Cow::Borrowed(fact.props.as_str())),
    };
    Ok(Some((
        hex(&fact.id.0),
        fact.account.0,
        fact.person.map(|person| person.0),
        name,
        fact.occurred_at.0,
        fact.known_at.0,
        fact.value.map(bits),
        props,
        &fact.source,
    )))
}

/// Name and properties of a fact; none if the key of whose it is was destroyed.
pub(super) fn open_said(
    sealing: &Sealing,
    person: Option<i64>,
    name: String,
    props: String,
) -> Result<Option<(String, String)>> {
    if person.is_none() || matches!(sealing, Sealing::Plain) {
        return Ok(Some((name, props)));
    }
    Ok(sealing.open(SAID, props)?.map(|said| serde_json::from_str(&said)).transpose()?)
}
