//! Recurring agreements and what they are worth on a day.

use banso_kernel::{AccountId, Day, Money};
use serde::{Deserialize, Serialize};

/// State of the customer's internal approval (稟議).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Ringi {
    /// 未
    #[default]
    None,
    /// 準備
    Preparing,
    /// 回付中
    Circulating,
    /// 決裁
    Approved,
    /// 差戻し
    Returned,
}

impl Ringi {
    /// All states, in the order of an approval.
    pub const ALL: [Ringi; 5] = [Ringi::None, Ringi::Preparing, Ringi::Circulating, Ringi::Approved, Ringi::Returned];

    /// Its name in stores, files and queries.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Ringi::None => "none",
            Ringi::Preparing => "preparing",
            Ringi::Circulating => "circulating",
            Ringi::Approved => "approved",
            Ringi::Returned => "returned",
        }
    }

    /// The state of that name.
    #[must_use]
    pub fn of(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }
}

/// A recurring agreement. `ends_on` is the last day in force (J-02).
#[derive(Clone, Debug, PartialEq)]
pub struct Contract {
    /// The vendor's own id for it, unique over all accounts.
    pub key: String,
    /// Whose.
    pub account: AccountId,
    /// Product or plan, as typed.
    pub product: String,
    /// Amount a month, without tax.
    pub monthly: Money,
    /// First day in force.
    pub starts_on: Day,
    /// Last day in force; open-ended if none.
    pub ends_on: Option<Day>,
    /// Renews by itself.
    pub auto_renew: bool,
    /// Last day on which the customer can decline the renewal (更新拒絶期限).
    pub decline_by: Option<Day>,
    /// State of the customer's internal approval.
    pub ringi: Ringi,
    /// Who decides at the customer, as typed.
    pub decider: String,
}

impl Contract {
    /// In force on `day`.
    #[must_use]
    pub fn active(&self, day: Day) -> bool {
        self.starts_on <= day && self.ends_on.is_none_or(|last| day <= last)
    }

    /// `next` goes on where this one ends: of the same account and later in its beginning and its end, without a day
    /// between. Another product that was bought meanwhile replaces nothing; one that begins the very next day does.
    #[must_use]
    pub fn renewed_by(&self, next: &Contract) -> bool {
        let Some(end) = self.ends_on else { return false };
        let joins = if next.product == self.product {
            next.starts_on > self.starts_on && next.starts_on <= end + 1
        } else {
            next.starts_on == end + 1
        };
        next.account == self.account && joins && next.ends_on.is_none_or(|last| last > end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Currency;

    fn contract(product: &str, starts: i32, ends: Option<i32>) -> Contract {
        Contract {
            key: format!("{product}-{starts}"),
            account: AccountId(1),
            product: product.to_owned(),
            monthly: Money { minor: 1, currency: Currency::JPY },
            starts_on: Day(starts),
            ends_on: ends.map(Day),
            auto_renew: false,
            decline_by: None,
            ringi: Ringi::None,
            decider: String::new(),
        }
    }

    #[test]
    fn a_contract_is_renewed_by_one_that_goes_on_where_it_ends() {
        let old = contract("pro", 0, Some(99));
        for next in [contract("pro", 100, Some(199)), contract("pro", 90, None), contract("plus", 100, Some(199))] {
            assert!(old.renewed_by(&next), "{}", next.key);
        }
        let others = [
            old.clone(),
            contract("pro", 101, Some(199)),
            contract("pro", 50, Some(99)),
            contract("training", 50, Some(199)),
            Contract { account: AccountId(2), ..contract("pro", 100, None) },
        ];
        for other in others {
            assert!(!old.renewed_by(&other), "{} of {:?}", other.key, other.account);
        }
        assert!(!contract("pro", 0, None).renewed_by(&contract("pro", 100, None)), "one without an end needs none");
    }
}
