//! Health as the history in the lake spells it: the texts of a state are made once, however many accounts and days have it.

use crate::Refused;
use banso_domain::health::{DayHealth, Model, ModelKind};
use banso_kernel::{AccountId, Day};
use banso_lake::{HealthRows, HealthState, HealthWriter};
use std::collections::HashMap;

/// States of a model that are remembered, before it begins anew.
const MOST: usize = 16_384;

/// A writer of health that takes it as it was computed.
pub(super) struct Spelled {
    writer: HealthWriter,
    models: Vec<States>,
}

/// The states of a model that have occurred.
#[derive(Default)]
struct States {
    places: HashMap<DayHealth, u32>,
    states: Vec<HealthState>,
    /// Per day, the place of its state: of the account that is being written.
    of_day: Vec<u32>,
}

impl Spelled {
    pub(super) fn new(writer: HealthWriter) -> Self {
        Self { writer, models: Vec::new() }
    }

    /// Adds an account's days from `first` on under a model, which is the `place`th of the writer.
    pub(super) fn push(
        &mut self,
        place: usize,
        model: &Model,
        (account, first): (AccountId, Day),
        days: &[DayHealth],
    ) -> Result<(), Refused> {
        if self.models.len() <= place {
            self.models.resize_with(place + 1, States::default);
        }
        let of = &mut self.models[place];
        of.look_up(model, days);
        let rows = HealthRows { model: place, account, first, states: &of.states, of_day: &of.of_day };
        self.writer.push(&rows).map_err(Refused::broken)
    }

    /// See [`HealthWriter::finish`].
    pub(super) async fn finish(self, stamp: &str) -> Result<u64, Refused> {
        self.writer.finish(stamp).await.map_err(Refused::broken)
    }
}

impl States {
    fn look_up(&mut self, model: &Model, days: &[DayHealth]) {
        if self.states.len() >= MOST {
            *self = Self::default();
        }
        self.of_day.clear();
        let mut before: Option<(&DayHealth, u32)> = None;
        for day in days {
            // Most days are like the one before.
            let place = match before.filter(|(before, _)| *before == day) {
                Some((_, place)) => place,
                None => *self.places.entry(*day).or_insert_with(|| {
                    self.states.push(state(model, day));
                    self.states.len() as u32 - 1
                }),
            };
            before = Some((day, place));
            self.of_day.push(place);
        }
    }
}

fn state(model: &Model, day: &DayHealth) -> HealthState {
    let ids = |bits| model.in_set(bits).map(|criterion| criterion.id.as_str()).collect::<Vec<_>>().join(",");
    let axes = model.axes.iter().zip(day.axes).map(|(axis, value)| {
        let value = match model.kind {
            _ if value.is_nan() => serde_json::Value::Null,
            ModelKind::RankMatrix => axis.ranks[value as usize].letter.clone().into(),
            ModelKind::Score | ModelKind::Points => value.into(),
        };
        (axis.id.clone(), value)
    });
    HealthState {
        segment: model.segments.get(usize::from(day.segment)).map(|segment| segment.id.clone()).unwrap_or_default(),
        score: day.score,
        coverage: day.coverage,
        axes: serde_json::Value::Object(axes.collect()).to_string(),
        unmet: ids(day.unmet()),
        missing: ids(day.missing(model.criteria.len())),
    }
}
