//! What becomes of an account.

use crate::dice::Dice;

/// The story that an account's hidden health follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Story {
    /// Takes to the product and promotes it.
    Enthusiast,
    /// Uses it out of habit, neither more nor less.
    Steady,
    /// Works in waves with the month's end.
    Seasonal,
    /// Never gets past setting up.
    StalledSetUp,
    /// Uses it less month by month.
    SlowDecline,
    /// The champion leaves, and use with them.
    ChampionLeaves,
    /// Stops from one week to the next.
    SuddenSilence,
    /// Was falling, was helped, came back.
    Recovery,
    /// Leaves for reasons that nobody could have changed, in good health.
    Unavoidable,
    /// Tries it, without a contract.
    Trial,
}

impl Story {
    /// All of them with their share in percent.
    pub const SHARES: [(Story, u32); 10] = [
        (Story::Enthusiast, 25),
        (Story::Steady, 22),
        (Story::Seasonal, 6),
        (Story::StalledSetUp, 8),
        (Story::SlowDecline, 10),
        (Story::ChampionLeaves, 7),
        (Story::SuddenSilence, 5),
        (Story::Recovery, 8),
        (Story::Unavoidable, 3),
        (Story::Trial, 6),
    ];

    pub(crate) fn draw(dice: &mut Dice) -> Self {
        Self::SHARES[dice.weighted(&Self::SHARES.map(|(_, share)| share))].0
    }

    /// How probable it is that the account leaves at its turning point rather than staying on.
    pub(crate) fn churns(self) -> f64 {
        match self {
            Story::Enthusiast => 0.0,
            Story::Steady | Story::Seasonal | Story::Recovery => 0.03,
            Story::StalledSetUp => 0.5,
            Story::SlowDecline => 0.55,
            Story::ChampionLeaves => 0.4,
            Story::SuddenSilence => 0.6,
            Story::Unavoidable => 1.0,
            Story::Trial => 0.0,
        }
    }

    /// Why it leaves: (reason, avoidable).
    pub(crate) fn reason(self, dice: &mut Dice) -> (&'static str, bool) {
        match self {
            Story::Unavoidable => {
                dice.pick(&[("事業の撤退", false), ("合併によるシステム統合", false), ("会社の清算", false)])
            }
            Story::StalledSetUp => dice.pick(&[("定着しなかった", true), ("導入の工数が取れなかった", true)]),
            Story::ChampionLeaves => dice.pick(&[("推進者の退職", true), ("担当部署の異動", true)]),
            Story::SuddenSilence => dice.pick(&[("他社への乗り換え", true), ("組織の再編", false)]),
            _ => dice.pick(&[
                ("利用が減った", true),
                ("費用に見合わない", true),
                ("機能が足りない", true),
                ("他社への乗り換え", true),
                ("予算の削減", false),
            ]),
        }
    }
}
