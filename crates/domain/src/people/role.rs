//! Addresses of departments, which are no persons (J-21).

use super::Person;

const ROLES: &[&str] = &[
    "accounting",
    "admin",
    "billing",
    "contact",
    "customer",
    "eigyo",
    "eigyou",
    "general",
    "hello",
    "help",
    "helpdesk",
    "honsha",
    "hr",
    "info",
    "inquiry",
    "it",
    "jinji",
    "jouhou",
    "kanri",
    "keiri",
    "kikaku",
    "kobai",
    "koho",
    "koubai",
    "mail",
    "marketing",
    "office",
    "order",
    "orders",
    "otoiawase",
    "postmaster",
    "press",
    "recruit",
    "sales",
    "seizo",
    "shop",
    "somu",
    "soumu",
    "staff",
    "support",
    "system",
    "systems",
    "team",
    "toiawase",
    "webmaster",
];

/// Whether a mail address belongs to a department rather than to a person: `info@`, `soumu@`, `sales-tokyo@`.
#[must_use]
pub fn is_role_address(email: &str) -> bool {
    let Some((local, _)) = email.split_once('@') else { return false };
    let local = local.to_ascii_lowercase();
    let stem =
        local.split(['-', '_', '+', '.']).next().unwrap_or_default().trim_end_matches(|c: char| c.is_ascii_digit());
    ROLES.binary_search(&stem).is_ok()
}

impl Person {
    /// This is the address of a department: a place, not somebody.
    #[must_use]
    pub fn is_role(&self) -> bool {
        is_role_address(&self.email) || (self.email.is_empty() && is_role_address(&self.key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn departments_are_told_from_people() {
        assert!(ROLES.is_sorted(), "looked up by halving");
        for role in ["info@example.co.jp", "Soumu@example.jp", "sales-tokyo@example.com", "support2@example.com"] {
            assert!(is_role_address(role), "{role}");
        }
        for somebody in ["taro.yamada@example.jp", "infante@example.com", "itoh@example.jp", "no address", ""] {
            assert!(!is_role_address(somebody), "{somebody}");
        }
    }
}
