//! What is known of a company or a person beside what the page says already: what files and products said, under their
//! own names.

use crate::Cx;
use crate::ui::{Html, Row, Rows};
use askama::Template;
use banso_domain::accounts::Account;
use std::collections::BTreeMap;

/// Attributes that are shown at once; the rest unfolds.
const SHOWN: usize = 8;

/// The list; print it with `{{ known }}`.
#[derive(Template)]
#[template(path = "pages/account/known.html")]
struct Known {
    rows: Rows,
    rest: Option<(String, Rows)>,
}

/// What is known of an account.
pub(super) fn of_account(cx: &Cx, account: &Account) -> Html {
    let mut rows = vec![Row::new(&cx.t("import-field-key"), &account.key)];
    let fields = [
        ("import-field-kana", &account.kana),
        ("import-field-domain", &account.domain),
        ("import-field-corporate-number", &account.corporate_number),
        ("common-country", &account.country),
    ];
    let known = fields.into_iter().filter(|(_, value)| !value.is_empty());
    rows.extend(known.map(|(name, value)| Row::new(&cx.t(name), value)));
    if let Some(day) = account.signed_up_on {
        rows.push(Row { name: cx.h("accounts-col-since"), value: cx.date(day) });
    }
    list(cx, rows, &account.attributes)
}

/// What products said of a person.
pub(super) fn of_person(cx: &Cx, traits: &BTreeMap<String, String>) -> Html {
    list(cx, Vec::new(), traits)
}

fn list(cx: &Cx, mut rows: Vec<Row>, more: &BTreeMap<String, String>) -> Html {
    let mut more = more.iter().map(|(name, value)| Row::new(name, value));
    rows.extend(more.by_ref().take(SHOWN));
    let rest: Vec<Row> = more.collect();
    let rest = (!rest.is_empty()).then(|| (cx.t1("account-known-more", "n", rest.len()), Rows(rest)));
    Html::of(&Known { rows: Rows(rows), rest })
}
