//! Reading what a form sent: our own form token first, then exactly the known fields, each once.

use crate::fail::Fail;
use crate::guard::same_origin;
use crate::{Cx, form_token};
use axum::body::Bytes;
use axum::extract::{FromRequest, Multipart, Request};
use axum::http::header;
use banso_app::Wrong;
use banso_kernel::Problem;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use std::collections::BTreeSet;
use subtle::ConstantTimeEq;

/// The fields of a posted form. `T` says `#[serde(deny_unknown_fields)]`, has `String`, `Option<String>` or
/// `Vec<String>` fields, and is never a row of the database.
pub struct Form<T>(pub T);

/// What a form type must say, so that a field which may come several times is told apart from one sent twice.
pub trait Fields: DeserializeOwned {
    /// The names of fields that may come several times (check boxes of a list).
    const MANY: &'static [&'static str] = &[];
}

/// Nothing but the token.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Nothing {}

impl Fields for Nothing {}

fn bad(field: &str, code: &str) -> Fail {
    Fail::Bad(vec![Wrong { field: field.to_owned(), problem: Problem::new(code).with("field", field) }])
}

impl<S: Send + Sync, T: Fields> FromRequest<S> for Form<T> {
    type Rejection = Fail;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fail> {
        let cx = request.extensions().get::<Cx>().cloned().ok_or(Fail::Broken)?;
        if !same_origin(request.headers()) {
            return Err(Fail::Foreign);
        }
        let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        if !kind.starts_with("application/x-www-form-urlencoded") {
            return Err(bad("", "web-problem-not-a-form"));
        }
        let body = Bytes::from_request(request, state).await.map_err(|_| Fail::TooLarge)?;
        read(&cx, &body).map(Form)
    }
}

fn read<T: Fields>(cx: &Cx, body: &[u8]) -> Result<T, Fail> {
    let mut token = None;
    let mut fields = serde_json::Map::new();
    let mut once = BTreeSet::new();
    for (name, value) in url::form_urlencoded::parse(body) {
        if value.contains('\0') {
            return Err(bad(&name, "web-problem-control-character"));
        }
        let many = T::MANY.contains(&name.as_ref());
        if !many && !once.insert(name.clone().into_owned()) {
            return Err(bad(&name, "web-problem-field-twice"));
        }
        if name == "_token" {
            token = Some(value.into_owned());
        } else if many {
            let list = fields.entry(name.into_owned()).or_insert_with(|| serde_json::Value::Array(Vec::new()));
            if let Some(list) = list.as_array_mut() {
                list.push(value.into_owned().into());
            }
        } else {
            fields.insert(name.into_owned(), value.into_owned().into());
        }
    }
    check_token(cx, token.as_deref())?;
    serde_json::from_value(serde_json::Value::Object(fields)).map_err(|error| {
        // serde names the field between backquotes: "unknown field `role_id`, expected …".
        let said = error.to_string();
        let name = said.split('`').nth(1).unwrap_or_default().to_owned();
        let code =
            if said.starts_with("unknown field") { "web-problem-unknown-field" } else { "web-problem-missing-field" };
        bad(&name, code)
    })
}

/// A signed-in member's form carries the session's own token; a stranger's forms have none to steal.
fn check_token(cx: &Cx, sent: Option<&str>) -> Result<(), Fail> {
    if cx.principal.is_none() {
        return Ok(());
    }
    let sent = sent.and_then(form_token::unmask).unwrap_or_default();
    let same = bool::from(sent.ct_eq(cx.form_token.as_bytes()));
    if same && !cx.form_token.is_empty() { Ok(()) } else { Err(Fail::Foreign) }
}

/// A form with files. Its first field must be the form token (`cx.token()` right after `<form …>`); the rest is read
/// part by part and never held whole.
pub struct Upload(pub Multipart);

impl<S: Send + Sync> FromRequest<S> for Upload {
    type Rejection = Fail;

    async fn from_request(request: Request, state: &S) -> Result<Self, Fail> {
        let cx = request.extensions().get::<Cx>().cloned().ok_or(Fail::Broken)?;
        if !same_origin(request.headers()) {
            return Err(Fail::Foreign);
        }
        let parts = Multipart::from_request(request, state).await;
        let mut parts = parts.map_err(|_| bad("", "web-problem-not-a-form"))?;
        let first = parts.next_field().await.map_err(|_| bad("", "web-problem-not-a-form"))?;
        let field = first.filter(|field| field.name() == Some("_token")).ok_or(Fail::Foreign)?;
        let token = field.text().await.map_err(|_| Fail::Foreign)?;
        check_token(&cx, Some(&token))?;
        Ok(Self(parts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::members::Role;
    use banso_kernel::Lang;
    use serde::Deserialize;

    #[derive(Debug, PartialEq, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Rename {
        name: String,
        #[serde(default)]
        tags: Vec<String>,
    }
    impl Fields for Rename {
        const MANY: &'static [&'static str] = &["tags"];
    }

    fn sent(body: &str) -> Result<Rename, Fail> {
        let token = form_token::mask("sample-form-token", &[7; 16]);
        let body = body.replace("sample-form-token", &token);
        read(&Cx::sample(Lang::Ja, Some(Role::Admin)), body.as_bytes())
    }

    fn field_of(result: Result<Rename, Fail>) -> String {
        match result {
            Err(Fail::Bad(wrong)) => wrong[0].field.clone(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn exactly_the_known_fields_each_once() {
        let good = sent("_token=sample-form-token&name=%E9%9D%92%E7%A9%BA&tags=a&tags=b").expect("a form");
        assert_eq!(good, Rename { name: "青空".to_owned(), tags: vec!["a".to_owned(), "b".to_owned()] });
        assert_eq!(field_of(sent("_token=sample-form-token&name=a&role=admin")), "role");
        assert_eq!(field_of(sent("_token=sample-form-token&name=a&name=b")), "name");
        assert_eq!(field_of(sent("_token=sample-form-token&name[]=a")), "name[]");
        assert_eq!(field_of(sent("_token=sample-form-token")), "name");
        assert_eq!(field_of(sent("_token=sample-form-token&name=a%00b")), "name");
    }

    #[test]
    fn a_form_without_the_sessions_token_is_foreign() {
        assert_eq!(sent("name=a"), Err(Fail::Foreign));
        assert_eq!(sent("_token=&name=a"), Err(Fail::Foreign));
        assert_eq!(sent(&format!("_token={}&name=a", form_token::mask("another-token", &[7; 16]))), Err(Fail::Foreign));
    }
}
