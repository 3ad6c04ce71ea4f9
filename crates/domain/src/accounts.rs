//! Customer companies, as people edit them.

use banso_kernel::{AccountId, Day, MemberId, text};
use std::collections::BTreeMap;

/// A customer company.
#[derive(Clone, Debug, PartialEq)]
pub struct Account {
    /// Ours.
    pub id: AccountId,
    /// The vendor's own id for it, unique.
    pub key: String,
    /// As typed, with its legal form.
    pub name: String,
    /// Reading in kana, as typed; may be empty.
    pub kana: String,
    /// Mail and web domain, lower case; may be empty.
    pub domain: String,
    /// 13-digit corporate number (法人番号), valid; may be empty. Several accounts may share one.
    pub corporate_number: String,
    /// Industry, as typed.
    pub industry: String,
    /// Country or region, as typed.
    pub country: String,
    /// Plan or tier, as typed.
    pub plan: String,
    /// Where it is on its journey, as typed until journeys move it.
    pub phase: String,
    /// First day as a customer.
    pub signed_up_on: Option<Day>,
    /// The member who looks after it.
    pub owner: Option<MemberId>,
    /// Free text.
    pub memo: String,
    /// All other columns of the vendor's files, by their column name.
    pub attributes: BTreeMap<String, String>,
}

impl Account {
    /// An account of which nothing is known but the vendor's id, which stands in for its name.
    #[must_use]
    pub fn bare(key: &str) -> Self {
        Self {
            id: AccountId(0),
            key: key.to_owned(),
            name: key.to_owned(),
            kana: String::new(),
            domain: String::new(),
            corporate_number: String::new(),
            industry: String::new(),
            country: String::new(),
            plan: String::new(),
            phase: String::new(),
            signed_up_on: None,
            owner: None,
            memo: String::new(),
            attributes: BTreeMap::new(),
        }
    }

    /// Equal for accounts whose names mean the same company: folded, without the legal form (J-05).
    #[must_use]
    pub fn name_key(&self) -> String {
        text::CompanyKey::of(&self.name).text()
    }

    /// What search looks into, folded (J-22): name, reading, the vendor's id, domain.
    #[must_use]
    pub fn search_text(&self) -> String {
        text::search_text(&[&self.name, &self.kana, &self.key, &self.domain].map(String::as_str).join("\n"))
    }

    /// What lists are ordered by: 五十音順 without the legal form (J-12).
    #[must_use]
    pub fn collation_key(&self) -> String {
        text::company_order(&self.name, &self.kana)
    }
}
