//! People at an account.

mod names;
mod role;

pub use role::is_role_address;

use banso_kernel::{AccountId, Day, PersonId};

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
        Person {
            id: PersonId(1),
            account: AccountId(1),
            key: String::new(),
            family: family.to_owned(),
            given: given.to_owned(),
            family_kana: family_kana.to_owned(),
            given_kana: given_kana.to_owned(),
            email: String::new(),
            phone: String::new(),
            department: String::new(),
            title: String::new(),
            champion: false,
            issued_on: None,
            left_on: None,
        }
    }
}
