//! What the turn must do, by example and by property.

mod conditions;
mod definitions;
mod journeys;
mod limits;
mod plays;
mod properties;
mod shipped;
mod signals;
mod world;
