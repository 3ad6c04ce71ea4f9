//! Whether a signal's test holds, and why.

use super::definition::{SegmentChange, Signal, SignalTest, StuckLimit};
use crate::conditions::{Cause, CauseKind, Scene, Seen};
use crate::journeys::Journey;

impl Signal {
    /// Whether it holds now. `journey` is the one that the account is on.
    #[must_use]
    pub fn holds(&self, scene: &Scene<'_>, journey: Option<&Journey>) -> bool {
        match &self.test {
            SignalTest::When(condition) => condition.judge(scene).yes(),
            SignalTest::Segment { model, change, days, .. } => {
                let Some(health) = scene.view.health.get(*model) else { return false };
                let (Some(now), Some(before), Some(on)) = (health.segment, health.previous, health.changed_on) else {
                    return false;
                };
                let moved = match change {
                    SegmentChange::Fell => now > before,
                    SegmentChange::Rose => now < before,
                };
                moved && (0..*days).contains(&(scene.today - on))
            }
            SignalTest::Stuck { phase, limit } => {
                let Some(now) = scene.phase else { return false };
                let meant = match phase {
                    Some(phase) => phase == now.id,
                    None => journey.is_some_and(|journey| journey.leads_on(now.id)),
                };
                let stayed = scene.today - now.entered_on;
                meant
                    && match limit {
                        StuckLimit::Days(days) => stayed >= *days,
                        StuckLimit::Usual => {
                            let usual = scene.view.usual.days(now.journey, now.id);
                            let set = || journey.and_then(|journey| journey.phase(now.id)?.usual_days);
                            usual.or_else(set).is_some_and(|usual| stayed > usual)
                        }
                    }
            }
        }
    }

    /// Why it holds: the condition and the values that it read.
    #[must_use]
    pub fn cause(&self, scene: &Scene<'_>) -> Cause {
        match &self.test {
            SignalTest::When(condition) => {
                Cause { kind: CauseKind::Condition, text: condition.text().to_owned(), read: condition.read(scene) }
            }
            SignalTest::Segment { model, id, change, .. } => {
                let health = scene.view.health.get(*model);
                let place = |at: Option<usize>| at.map_or(Seen::Absent, |at| Seen::Number(at as f64));
                let day = health.and_then(|health| health.changed_on);
                Cause {
                    kind: if *change == SegmentChange::Fell { CauseKind::Fell } else { CauseKind::Rose },
                    text: id.clone(),
                    read: vec![
                        ("from".to_owned(), place(health.and_then(|health| health.previous))),
                        ("to".to_owned(), place(health.and_then(|health| health.segment))),
                        ("on".to_owned(), day.map_or(Seen::Absent, |day| Seen::Text(day.to_string()))),
                    ],
                }
            }
            SignalTest::Stuck { .. } => {
                let phase = scene
                    .phase
                    .map_or(("", "", 0), |phase| (phase.journey, phase.id, (scene.today - phase.entered_on).max(0)));
                Cause {
                    kind: CauseKind::Stuck,
                    text: format!("{}/{}", phase.0, phase.1),
                    read: vec![("days".to_owned(), Seen::Number(f64::from(phase.2)))],
                }
            }
        }
    }
}
