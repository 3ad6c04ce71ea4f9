//! Where accounts stand now, a month ago, and week by week over 13 months.

use super::{past, quiet};
use crate::accounts::{Lens, Standings, board, lens};
use crate::{App, Principal, Refused};
use banso_domain::health::{Model, ModelKind};
use banso_domain::members::Role;
use banso_domain::overview::{Course, Distribution, Quiet, Spot, course, distribution, unjudged_on, with_unjudged};
use banso_kernel::Day;
use std::sync::Arc;

/// Weeks between two points of the course, in days.
const STEP: u16 = 7;

/// The distribution of accounts under one model.
#[derive(Clone, Debug)]
pub struct Overview {
    /// The model looked through, and the day.
    pub lens: Lens,
    /// The day a month before.
    pub before: Day,
    /// Who stands where, now and then.
    pub distribution: Distribution,
    /// Shares of segments over the last 13 months.
    pub course: Course,
    /// Accounts in a segment whose contracts are over.
    pub left: usize,
    /// The first day with data, where the day of the past that is looked at is before it.
    pub begins: Option<Day>,
    /// Silent customers and unnoticed churns, at the end of each of the last months and on the day.
    pub quiet: Vec<Quiet>,
}

/// The distribution under the model `wanted`, or the workspace's first one.
///
/// # Errors
/// [`Refused::Missing`] if there is no such model; or a store failed.
pub async fn overview(app: &App, who: &Principal, wanted: Option<&str>) -> Result<Overview, Refused> {
    who.needs(Role::Viewer)?;
    let lens = lens(app, who, wanted).await?;
    let board = board::load(app, &lens, &app.member_names().await?).await?;
    let now: Vec<Spot> = board.rows().iter().map(|row| spot(&lens.model, row.standing.as_ref())).collect();
    let left = app.left(&lens).await?;
    let left = board.rows().iter().filter(|row| row.standing.is_some() && left.contains(&row.account)).count();
    let before = lens.as_of.plus_months(-1);
    let standings = Standings::of(app, &lens).await?;
    let then = match &standings {
        Standings::Now(..) => past::spots(app, &lens, before).await?,
        Standings::Then(then, _) => Arc::new(past::spots_then(&lens, then)),
    };
    // Whoever was never judged counts among all accounts, then as now: since it signed up, or always where that is not known.
    let unjudged = board.rows().iter().filter(|row| row.standing.is_none());
    let since: Vec<Day> = unjudged.map(|row| row.signed_up_on.map_or(Day(0), |on| on.min(lens.as_of))).collect();
    let none = std::iter::repeat_n(Spot { segment: None, ranks: Vec::new() }, unjudged_on(&since, before));
    let then: Option<Vec<Spot>> = (!then.is_empty()).then(|| then.iter().cloned().chain(none).collect());
    let from = lens.as_of.plus_months(-13);
    let counts = with_unjudged(standings.shares(from, lens.as_of).await?, &since);
    let quiet = quiet::course(app, &lens, &standings).await?;
    drop(standings);
    Ok(Overview {
        begins: app.begins(&lens, &board).await?,
        left,
        quiet,
        distribution: distribution(&lens.model, &now, then.as_deref()),
        course: course(&lens.model, &counts, from, lens.as_of, STEP),
        before,
        lens,
    })
}

fn spot(model: &Model, standing: Option<&banso_domain::board::Standing>) -> Spot {
    let Some(standing) = standing else { return Spot { segment: None, ranks: Vec::new() } };
    let ranks = if model.kind == ModelKind::RankMatrix {
        standing.axes.iter().map(|at| (*at >= 0.0).then_some(*at as u8)).collect()
    } else {
        Vec::new()
    };
    Spot { segment: standing.segment, ranks }
}
