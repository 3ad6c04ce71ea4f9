//! Conditions: CEL over what is known of an account now, judged in three values.
//!
//! A condition is CEL by its grammar and meaning, of the part that conditions need: comparisons, `&&`, `||`, `!`, `? :`,
//! arithmetic, `in`, `has(…)`, `size`, `startsWith`, `endsWith`, `contains`, `double` and `int`. CEL's parser reads it; it
//! is then bound to the [`Vocabulary`] (every name is known, every type fits), so that judging it is a walk over numbers:
//! 10,000 accounts × 200 conditions take a fraction of a second. One step beyond CEL: whole numbers may stand beside
//! fractions in arithmetic (`metric.x + 1`).
//!
//! What is absent is neither true nor false. A condition that needs something absent is *unknown*, and unknown never
//! counts as yes. `has(…)` asks for presence.

mod bind;
mod cause;
mod condition;
mod expression;
mod field;
mod scene;
mod view;
mod vocabulary;

pub use cause::{Cause, CauseKind};
pub use condition::{Condition, Part, Verdict};
pub use field::Seen;
pub use scene::{PhaseNow, Scene};
pub use view::{AccountNow, Asked, ContractNow, Ending, HealthNow, OwnerNow, PersonNow, StepEnd, Usual, View};
pub use vocabulary::{JourneyWords, ModelWords, Scope, Vocabulary};
