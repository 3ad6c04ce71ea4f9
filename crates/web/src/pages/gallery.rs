//! Every page with every sample: what the tests walk through, and what one looks at.

use crate::Cx;
use crate::fail::FailPage;
use crate::ui::{FormPage, Page, PageHead, render};
use banso_domain::members::Role;
use banso_kernel::Lang;

/// A rendered sample of a page.
pub struct Sample {
    /// The page's type and the sample's number.
    pub name: String,
    /// The language.
    pub lang: Lang,
    /// What it says of itself.
    pub head: PageHead,
    /// The whole page.
    pub html: String,
}

fn add<P: Page>(all: &mut Vec<Sample>, lang: Lang) {
    let name = std::any::type_name::<P>().rsplit("::").next().unwrap_or_default();
    for role in [Some(Role::Admin), None] {
        let cx = Cx::sample(lang, role);
        for (number, page) in P::samples(&cx).iter().enumerate() {
            let who = if role.is_some() { "" } else { "-signed-out" };
            let name = format!("{name}-{number}{who}");
            all.push(Sample { name, lang, head: page.head(), html: render(page) });
        }
    }
}

/// All samples of all pages in both languages. A new page is one line here.
#[must_use]
pub fn all() -> Vec<Sample> {
    let mut all = Vec::new();
    for lang in Lang::ALL {
        add::<FailPage>(&mut all, lang);
        add::<FormPage>(&mut all, lang);
        add::<super::member_form::InvitedPage>(&mut all, lang);
        add::<super::members::Members>(&mut all, lang);
        add::<super::me::Me>(&mut all, lang);
        add::<super::second_factor_own::Recovery>(&mut all, lang);
        add::<super::accounts::Accounts>(&mut all, lang);
        add::<super::accounts::bulk::BulkForm>(&mut all, lang);
        add::<super::bulk_done::BulkDone>(&mut all, lang);
        add::<super::accounts::plays::EnterForm>(&mut all, lang);
        add::<super::accounts::plays::Entered>(&mut all, lang);
        add::<super::plays::PlayProof>(&mut all, lang);
        add::<super::today::TodayPage>(&mut all, lang);
        add::<super::tasks::Tasks>(&mut all, lang);
        add::<super::tasks::MonthPage>(&mut all, lang);
        add::<super::tasks::one::TaskView>(&mut all, lang);
        add::<super::tasks::assign::AssignForm>(&mut all, lang);
        add::<super::signals::Signals>(&mut all, lang);
        add::<super::signals::Definitions>(&mut all, lang);
        add::<super::team::TeamPage>(&mut all, lang);
        add::<super::account::Summary>(&mut all, lang);
        add::<super::account::Health>(&mut all, lang);
        add::<super::account::Timeline>(&mut all, lang);
        add::<super::account::People>(&mut all, lang);
        add::<super::account::Contracts>(&mut all, lang);
        add::<super::account::Erased>(&mut all, lang);
        add::<super::account::TouchPage>(&mut all, lang);
        add::<super::account::Choose>(&mut all, lang);
        add::<super::search::Search>(&mut all, lang);
        add::<super::overview::Standings>(&mut all, lang);
        add::<super::overview::Movements>(&mut all, lang);
        add::<super::journeys::Journeys>(&mut all, lang);
        add::<super::journeys::JourneyEdit>(&mut all, lang);
        add::<super::journeys::JourneyNew>(&mut all, lang);
        add::<super::plays::Plays>(&mut all, lang);
        add::<super::plays::Play>(&mut all, lang);
        add::<super::plays::PlayEdit>(&mut all, lang);
        add::<super::plays::PlayNew>(&mut all, lang);
        add::<super::plays::PlayTry>(&mut all, lang);
        add::<super::plays::PlayEnter>(&mut all, lang);
        add::<super::plays::PlayMails>(&mut all, lang);
        add::<super::deliveries::Deliveries>(&mut all, lang);
        add::<super::deliveries::Delivery>(&mut all, lang);
        add::<super::destinations::Destinations>(&mut all, lang);
        add::<super::churns::Churns>(&mut all, lang);
        add::<super::churns::ChurnPage>(&mut all, lang);
        add::<super::lab::BackTest>(&mut all, lang);
        add::<super::lab::Matter>(&mut all, lang);
        add::<super::lab::LearnedRisk>(&mut all, lang);
        add::<super::lab::Survival>(&mut all, lang);
        add::<super::lab::MetricSet>(&mut all, lang);
        add::<super::lab::Models>(&mut all, lang);
        add::<super::lab::Model>(&mut all, lang);
        add::<super::audit::Audit>(&mut all, lang);
        add::<super::data::Data>(&mut all, lang);
        add::<super::live::Live>(&mut all, lang);
        add::<super::sources::SourcePage>(&mut all, lang);
        add::<super::sources::KeyPage>(&mut all, lang);
        add::<super::import::list::Imports>(&mut all, lang);
        add::<super::import::upload::NewImport>(&mut all, lang);
        add::<super::import::plan::PlanPage>(&mut all, lang);
        add::<super::import::report::ReportPage>(&mut all, lang);
    }
    all
}
