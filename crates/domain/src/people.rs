//! People at an account.

mod names;
mod role;

pub use role::is_role_address;

use banso_kernel::{AccountId, Day, PersonId};

/// The vendor's id for a person is a mail address: whoever has that address at the account is meant.
#[must_use]
pub fn is_mail(key: &str) -> bool {
    key.contains('@')
}

/// Somebody at an account. Names are kept as typed.
#[derive(Clone, Debug, PartialEq)]
pub struct Person {
    /// Ours, random.
    pub id: PersonId,
    /// Where.
    pub account: AccountId,
    /// The vendor's own id for the person, unique within the account; a mail address where there is none.
    pub key: String,
    /// 姓, or the whole name where it came in one field.
    pub family: String,
    /// 名; may be empty.
    pub given: String,
    /// せい in hiragana; may be empty.
    pub family_kana: String,
    /// めい in hiragana; may be empty.
    pub given_kana: String,
    /// Mail address; may be empty.
    pub email: String,
    /// Phone, as typed; may be empty.
    pub phone: String,
    /// 部署; may be empty.
    pub department: String,
    /// 役職; may be empty.
    pub title: String,
    /// Promotes the product inside the account (スタープレイヤー).
    pub champion: bool,
    /// First day with an ID of the product.
    pub issued_on: Option<Day>,
    /// Last day at the account (inclusive).
    pub left_on: Option<Day>,
}

impl Person {
    /// Somebody of whom nothing is known but the vendor's id; where that is a mail address, it is theirs.
    #[must_use]
    pub fn bare(id: PersonId, account: AccountId, key: &str) -> Self {
        Self {
            id,
            account,
            key: key.to_owned(),
            family: String::new(),
            given: String::new(),
            family_kana: String::new(),
            given_kana: String::new(),
            email: if is_mail(key) { key.to_owned() } else { String::new() },
            phone: String::new(),
            department: String::new(),
            title: String::new(),
            champion: false,
            issued_on: None,
            left_on: None,
        }
    }

    /// Holds an ID on `day`.
    #[must_use]
    pub fn issued(&self, day: Day) -> bool {
        self.issued_on.is_some_and(|from| from <= day) && self.left_on.is_none_or(|last| day <= last)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Somebody with that name and nothing else.
    pub fn person(family: &str, given: &str, family_kana: &str, given_kana: &str) -> Person {
        let mut person = Person::bare(PersonId(1), AccountId(1), "");
        for (field, text) in [
            (&mut person.family, family),
            (&mut person.given, given),
            (&mut person.family_kana, family_kana),
            (&mut person.given_kana, given_kana),
        ] {
            *field = text.to_owned();
        }
        person
    }
}
