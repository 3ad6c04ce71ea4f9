//! All accounts of a member go to another one on a day (発令日).

use crate::form::Fields;
use crate::pages::{account::parameter, scope};
use crate::ui::{self, Choice, Field, FormPage, Kind};
use crate::{Cx, Fail, Form, Shared};
use axum::extract::State;
use axum::response::Response;
use banso_app::accounts::MemberName;
use banso_app::{Refused, Wrong};
use banso_kernel::{MemberId, Problem};
use serde::Deserialize;

/// What the form sends.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sent {
    from: String,
    to: String,
    on: String,
}
impl Fields for Sent {}

/// Who has accounts, and who can get them.
struct Sides {
    from: Vec<MemberName>,
    to: Vec<MemberName>,
}

async fn sides(cx: &Cx, shared: &Shared) -> Result<Sides, Fail> {
    let who = cx.member()?;
    Ok(Sides { from: scope::names(shared.app.members(who).await?), to: shared.app.owners(who).await? })
}

fn page(cx: &Cx, sides: &Sides, sent: &Sent, wrong: &[Wrong]) -> FormPage {
    let nobody: Choice = (String::new(), cx.t("tasks-handover-choose").into_owned());
    let choices = |members: &[MemberName]| {
        let members = members.iter().map(|(id, name)| (id.to_string(), name.clone()));
        std::iter::once(nobody.clone()).chain(members).collect()
    };
    FormPage::new(cx, "tasks-handover", "/team/handover")
        .trail(&cx.t("tasks-team-title"), "/team")
        .wrong(wrong)
        .field(
            Field::new(cx, "from", "tasks-handover-from", Kind::Select(choices(&sides.from))).value(&sent.from),
            wrong,
        )
        .field(Field::new(cx, "to", "tasks-handover-to", Kind::Select(choices(&sides.to))).value(&sent.to), wrong)
        .field(
            Field::new(cx, "on", "tasks-handover-on", Kind::Line("date"))
                .help(cx, "tasks-handover-on-help")
                .value(&sent.on),
            wrong,
        )
        .cancel("/team")
}

/// `GET /team/handover?from=ID`
pub async fn show(cx: Cx, State(shared): State<Shared>) -> Result<Response, Fail> {
    let sides = sides(&cx, &shared).await?;
    let sent = Sent { from: parameter(&cx, "from").unwrap_or_default(), ..Sent::default() };
    Ok(page(&cx, &sides, &sent, &[]).respond())
}

/// `POST /team/handover`
pub async fn plan(cx: Cx, State(shared): State<Shared>, Form(sent): Form<Sent>) -> Result<Response, Fail> {
    let who = cx.member()?;
    let lacking = |field: &str, id: &str| {
        id.is_empty().then(|| Wrong { field: field.to_owned(), problem: Problem::new("problem-required") })
    };
    let lacking: Vec<Wrong> = [lacking("from", &sent.from), lacking("to", &sent.to)].into_iter().flatten().collect();
    let member = |id: &str| id.parse().map(MemberId).map_err(|_| Fail::NotFound);
    let result = match lacking.is_empty() {
        true => shared.app.plan_handover(who, member(&sent.from)?, member(&sent.to)?, &sent.on).await.map(drop),
        false => Err(Refused::Input(lacking)),
    };
    match result {
        Ok(()) => Ok(ui::done("/team", "tasks-told-handover", None)),
        Err(Refused::Input(wrong)) => {
            let sides = sides(&cx, &shared).await?;
            Ok(page(&cx, &sides, &sent, &wrong).respond())
        }
        Err(refused) => Err(refused.into()),
    }
}

/// The form, empty and with errors.
pub(crate) fn samples(cx: &Cx) -> Vec<FormPage> {
    let members = || crate::pages::tasks::sample::members(cx.lang);
    let sides = Sides { from: members(), to: members() };
    let wrong = [Wrong { field: "to".to_owned(), problem: Problem::new("problem-required") }];
    let sent = Sent { from: "1".to_owned(), to: String::new(), on: "2027-04-01".to_owned() };
    vec![page(cx, &sides, &Sent::default(), &[]), page(cx, &sides, &sent, &wrong)]
}
