//! Accounts, people, contracts and touches out of rows.

use super::get::{Bound, Get};
use super::rows::{AccountName, AccountRow, ContractRow, PersonRow, TouchRow};
use super::{account_name, ordinal};
use crate::fold;
use crate::mapping::{AccountBy, Ends, Per, Rules, fields};
use crate::mapping::{Kind, fields::Type};
use crate::row::Cell;
use banso_domain::contracts::Ringi;
use banso_kernel::{Currency, Day, FactId, Money, Problem};
use banso_kernel::{japan, text};
use std::collections::{BTreeMap, HashMap};

/// All text fields that the file has. Empty cells are empty texts: the file says that there is nothing.
fn texts(get: &mut Get<'_>, kind: Kind, without: &[&str]) -> BTreeMap<&'static str, String> {
    let mut texts = BTreeMap::new();
    for field in fields::of(kind).iter().filter(|f| f.holds == Type::Text && !without.contains(&f.id)) {
        if let Some(bound) = get.bound(field.id) {
            let text = if matches!(field.id, "memo") { get.text(bound) } else { get.name(bound) };
            texts.insert(field.id, text.unwrap_or_default());
        }
    }
    texts
}

fn day(get: &mut Get<'_>, field: &str) -> Option<Option<Day>> {
    let bound = get.bound(field)?;
    Some(get.day(bound))
}

pub(super) fn account(get: &mut Get<'_>, rest: &[(usize, String)]) -> Option<AccountRow> {
    let bound = get.bound("key")?;
    let key = get.required(bound, "problem-account-empty");
    let mut texts = texts(get, Kind::Accounts, &["key"]);
    if let Some(typed) = texts.get("corporate_number").filter(|number| !number.is_empty()) {
        match japan::corporate_number(typed) {
            Ok(number) => {
                texts.insert("corporate_number", number);
            }
            Err(problem) => get.refuse(get.bound("corporate_number")?, problem),
        }
    }
    let signed_up_on = day(get, "signed_up_on");
    let mut attributes = BTreeMap::new();
    for (at, name) in rest {
        match get.row.cells.get(*at) {
            None | Some(Cell::Empty) => {}
            Some(Cell::Bad(_, problem)) => {
                let bound =
                    Bound::Column { at: *at, name: name.clone(), order: crate::values::dates::Order::YearFirst };
                get.refuse(&bound, (**problem).clone());
            }
            Some(cell) => {
                attributes.insert(name.clone(), cell.shown());
            }
        }
    }
    Some(AccountRow { key: key?, texts, signed_up_on, attributes })
}

pub(super) fn person(get: &mut Get<'_>, by: AccountBy) -> Option<PersonRow> {
    let account = account_name(get, by);
    let mut texts = texts(get, Kind::People, &["account", "key"]);
    // A name in one field is split at its first space; without one it is all family name.
    for (whole, first, second) in [("name", "family", "given"), ("kana", "family_kana", "given_kana")] {
        if let Some(name) = texts.remove(whole)
            && !texts.contains_key(first)
        {
            let (family, given) = japan::split(&name);
            texts.insert(second, given);
            texts.insert(first, family);
        }
    }
    for field in ["family_kana", "given_kana"] {
        if let Some(kana) = texts.get_mut(field) {
            *kana = text::to_hiragana(&text::unify(kana));
        }
    }
    // Full-width signs in addresses are repaired; what is no address is refused.
    let mut email = texts.get("email").cloned();
    if let Some(typed) = email.take_if(|mail| !mail.is_empty()) {
        match japan::mail(&typed) {
            Ok(read) => {
                if let (Some(notice), Some(bound)) = (read.notice, get.bound("email")) {
                    get.notice(bound, notice);
                }
                texts.insert("email", read.value.clone());
                email = Some(read.value);
            }
            Err(problem) => get.refuse(get.bound("email")?, problem),
        }
    }
    let key = match get.bound("key") {
        Some(bound) => get.name(bound),
        None => None,
    };
    let full = || {
        let part = |field| texts.get(field).map(String::as_str).unwrap_or_default();
        let name = format!("{} {}", part("family"), part("given"));
        (!name.trim().is_empty()).then(|| name.trim().to_owned())
    };
    let key = key.or_else(|| email.filter(|mail| !mail.is_empty()).map(|mail| mail.to_lowercase())).or_else(full);
    if key.is_none()
        && get.rejects.is_empty()
        && let Some(bound) = ["key", "email", "name", "family"].into_iter().find_map(|field| get.bound(field))
    {
        get.refuse(bound, Problem::new("problem-person-empty"));
    }
    let champion = get.bound("champion").and_then(|bound| get.boolean(bound));
    let (issued_on, left_on) = (day(get, "issued_on"), day(get, "left_on"));
    Some(PersonRow { account: account?, key: key?, texts, champion, issued_on, left_on })
}

pub(super) fn contract(get: &mut Get<'_>, rules: &Rules) -> Option<ContractRow> {
    let key_bound = get.bound("key")?;
    let key = get.required(key_bound, "problem-contract-empty");
    let account = account_name(get, rules.account_by);
    let texts = texts(get, Kind::Contracts, &["key", "account"]);
    let monthly = amount(get, rules);
    let start_bound = get.bound("starts_on")?;
    let before = get.rejects.len();
    let starts_on = get.day(start_bound);
    if starts_on.is_none() && get.rejects.len() == before {
        get.refuse(start_bound, Problem::new("problem-date-empty"));
    }
    let ends_on = get.bound("ends_on").and_then(|bound| {
        let named = get.day(bound)?;
        let last = if rules.ends == Ends::FirstDayAfter { named - 1 } else { named };
        if starts_on.is_some_and(|first| last < first - i32::from(rules.ends == Ends::FirstDayAfter)) {
            get.refuse(bound, Problem::new("problem-ends-before-start"));
        }
        Some(last)
    });
    let auto_renew = get.bound("auto_renew").and_then(|bound| get.boolean(bound));
    let decline_by = day(get, "decline_by");
    let ringi = get.bound("ringi").and_then(|bound| ringi(get, bound));
    let (monthly, rounded) = monthly?;
    Some(ContractRow {
        key: key?,
        account: account?,
        texts,
        monthly,
        rounded,
        starts_on: starts_on?,
        ends_on,
        auto_renew,
        decline_by,
        ringi,
    })
}

fn amount(get: &mut Get<'_>, rules: &Rules) -> Option<(Money, bool)> {
    let (amount_bound, currency_bound) = (get.bound("amount")?, get.bound("currency")?);
    let code = get.required(currency_bound, "problem-currency")?;
    let Some(currency) = Currency::parse(&fold::ascii(&code)) else {
        get.refuse(currency_bound, Problem::new("problem-currency"));
        return None;
    };
    let before = get.rejects.len();
    let number = get.number(amount_bound);
    let Some(number) = number else {
        if get.rejects.len() == before {
            get.refuse(amount_bound, Problem::new("problem-amount-empty"));
        }
        return None;
    };
    if number.negative() {
        get.refuse(amount_bound, Problem::new("problem-amount-negative"));
        return None;
    }
    match number.minor(currency) {
        Err(problem) => {
            get.refuse(amount_bound, problem);
            None
        }
        Ok(minor) if rules.amount_per == Per::Year => {
            Some((Money { minor: (minor + 6) / 12, currency }, minor % 12 != 0))
        }
        Ok(minor) => Some((Money { minor, currency }, false)),
    }
}

fn ringi<'a>(get: &mut Get<'a>, bound: &'a Bound) -> Option<Ringi> {
    let text = get.name(bound)?;
    let state = match fold::header(&text).as_str() {
        "none" | "未" | "未着手" | "なし" => Ringi::None,
        "preparing" | "準備" | "準備中" | "起案" => Ringi::Preparing,
        "circulating" | "回付" | "回付中" | "申請中" | "回覧中" => Ringi::Circulating,
        "approved" | "決裁" | "決裁済" | "決裁済み" | "承認" | "承認済" | "承認済み" => {
            Ringi::Approved
        }
        "returned" | "差戻" | "差戻し" | "差し戻し" | "却下" => Ringi::Returned,
        _ => {
            get.refuse(bound, Problem::new("problem-ringi"));
            return None;
        }
    };
    Some(state)
}

pub(super) fn touch(get: &mut Get<'_>, by: AccountBy, source: &str, seen: &mut HashMap<u64, u32>) -> Option<TouchRow> {
    let account = account_name(get, by);
    let bound = get.bound("occurred_at")?;
    let before = get.rejects.len();
    let occurred_at = get.moment(bound);
    if occurred_at.is_none() && get.rejects.len() == before {
        get.refuse(bound, Problem::new("problem-date-empty"));
    }
    let kind = get.bound("kind").and_then(|bound| get.name(bound)).map_or("other", |word| touch_kind(&word));
    let text = |get: &mut Get<'_>, field| match get.bound(field) {
        Some(bound) => get.text(bound).unwrap_or_default(),
        None => String::new(),
    };
    let (person, member) = (text(get, "person"), text(get, "member"));
    let (subject, note, key) = (text(get, "subject"), text(get, "note"), text(get, "key"));
    let (account, occurred_at) = (account?, occurred_at?);
    let id = if key.is_empty() {
        let (AccountName::Key(of) | AccountName::Contract(of) | AccountName::Person(of)) = &account;
        let parts: [&[u8]; 9] = [
            source.as_bytes(),
            b"touch content",
            of.as_bytes(),
            &occurred_at.0.to_le_bytes(),
            kind.as_bytes(),
            person.as_bytes(),
            member.as_bytes(),
            subject.as_bytes(),
            note.as_bytes(),
        ];
        let content = FactId::of(&parts);
        FactId::of(&[&content.0, &ordinal(seen, content).to_le_bytes()])
    } else {
        FactId::of(&[source.as_bytes(), b"touch", key.as_bytes()])
    };
    Some(TouchRow { account, occurred_at, kind, person, member, subject, note, id })
}

/// The kind of touch that a word means; `other` for words that are not known.
fn touch_kind(word: &str) -> &'static str {
    match fold::header(word).as_str() {
        "meeting"
        | "webmeeting"
        | "onlinemeeting"
        | "videocall"
        | "web会議"
        | "オンライン会議"
        | "会議"
        | "打ち合わせ"
        | "打合せ" => "meeting",
        "call" | "phone" | "phonecall" | "電話" | "架電" => "call",
        "mail" | "email" | "メール" => "mail",
        "visit" | "onsite" | "訪問" => "visit",
        "session" | "seminar" | "webinar" | "training" | "説明会" | "勉強会" | "研修" | "セミナー" => {
            "session"
        }
        _ => "other",
    }
}
