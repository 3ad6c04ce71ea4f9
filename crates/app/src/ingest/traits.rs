//! What `identify` and `group` calls say, laid over what is known: usual names of traits go into fields, all others are
//! kept under their own name. What a call is silent about stays.

use banso_domain::accounts::Account;
use banso_domain::people::Person;
use serde_json::{Map, Value};

/// Most traits of one call that are kept, and most characters of one of them.
const MOST: usize = 100;
const CHARS: usize = 1_000;

/// A trait as text. Lists and objects as JSON; nothing for null, empty and overlong ones.
fn text(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.trim().to_owned(),
        other => other.to_string(),
    };
    (!text.is_empty() && text.chars().count() <= CHARS && !text.contains('\0')).then_some(text)
}

/// Names are compared without case and word marks: `firstName`, `first_name` and `First Name` are one.
fn folded(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

fn each(traits: &Map<String, Value>) -> impl Iterator<Item = (String, &str, String)> {
    traits.iter().take(MOST).filter_map(|(name, value)| Some((folded(name), name.as_str(), text(value)?)))
}

/// Lays the traits of an `identify` call over a person; gives those that are no field.
pub(super) fn of_person(person: &mut Person, traits: &Map<String, Value>) -> Vec<(String, String)> {
    let mut rest = Vec::new();
    let mut whole = None;
    for (folded, name, text) in each(traits) {
        match folded.as_str() {
            "email" | "mail" => {
                if !text.eq_ignore_ascii_case(&person.email) {
                    person.email = text;
                }
            }
            "lastname" | "familyname" => person.family = text,
            "firstname" | "givenname" => person.given = text,
            "name" | "fullname" | "displayname" => whole = Some(text),
            "familykana" | "lastnamekana" => person.family_kana = text,
            "givenkana" | "firstnamekana" => person.given_kana = text,
            "phone" | "phonenumber" => person.phone = text,
            "department" => person.department = text,
            "title" | "jobtitle" | "position" => person.title = text,
            _ => rest.push((name.to_owned(), text)),
        }
    }
    // One field for the whole name counts where nobody has said the parts.
    if let Some(whole) = whole
        && person.given.is_empty()
    {
        person.family = whole;
    }
    rest
}

/// Lays the traits of a `group` call over an account.
pub(super) fn of_account(account: &mut Account, traits: &Map<String, Value>) {
    for (folded, name, text) in each(traits) {
        match folded.as_str() {
            "name" | "companyname" => account.name = text,
            "kana" | "namekana" => account.kana = text,
            "domain" | "website" => account.domain = host(&text),
            "industry" => account.industry = text,
            "country" => account.country = text,
            "plan" => account.plan = text,
            _ => {
                account.attributes.insert(name.to_owned(), text);
            }
        }
    }
}

/// The host of an address of a web site, in lower case.
fn host(text: &str) -> String {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    host.strip_prefix("www.").unwrap_or(host).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::{AccountId, PersonId};
    use serde_json::json;

    fn map(value: Value) -> Map<String, Value> {
        value.as_object().cloned().expect("an object")
    }

    #[test]
    fn usual_names_go_into_fields_in_any_spelling_and_the_rest_is_kept() {
        let mut person = Person::bare(PersonId(1), AccountId(1), "u1");
        let said = json!({"firstName": "Mika", "last_name": "Sato", "Email": "mika@example.com", "role": "owner",
            "seats": 5, "tags": ["a"], "nothing": null, "blank": " ", "name": "Mika Sato"});
        let rest = of_person(&mut person, &map(said));
        assert_eq!((person.family.as_str(), person.given.as_str()), ("Sato", "Mika"));
        assert_eq!(person.email, "mika@example.com");
        let kept = [("role", "owner"), ("seats", "5"), ("tags", "[\"a\"]")];
        assert_eq!(rest, kept.map(|(name, text)| (name.to_owned(), text.to_owned())));
        let mut other = Person::bare(PersonId(1), AccountId(1), "u2");
        of_person(&mut other, &map(json!({"name": "青木 さくら"})));
        assert_eq!(other.family, "青木 さくら");
    }

    #[test]
    fn what_a_group_call_is_silent_about_stays() {
        let mut account = Account::bare("a1");
        account.plan = "Pro".to_owned();
        of_account(
            &mut account,
            &map(json!({"name": "株式会社あおぞら", "website": "https://www.Aozora.example/jp",
            "employees": 120})),
        );
        assert_eq!((account.name.as_str(), account.plan.as_str()), ("株式会社あおぞら", "Pro"));
        assert_eq!(account.domain, "aozora.example");
        assert_eq!(account.attributes.get("employees").map(String::as_str), Some("120"));
    }
}
