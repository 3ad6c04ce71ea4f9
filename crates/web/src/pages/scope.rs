//! Whose work a page shows. It stands in the address (RULES 4): `scope=all`, `scope=none`, or a member's id.

use crate::ui::{Html, address};
use crate::{Cx, Fail};
use askama::Template;
use banso_app::Principal;
use banso_app::accounts::MemberName;
use banso_app::actions::Scope;
use banso_app::auth::Listed;
use banso_domain::members::Role;
use banso_kernel::MemberId;

/// The scope that the address names; none if it names none.
///
/// # Errors
/// It names one that cannot be.
pub(crate) fn asked(cx: &Cx) -> Result<Option<Scope>, Fail> {
    let Some(word) = super::account::parameter(cx, "scope") else { return Ok(None) };
    match word.as_str() {
        "all" => Ok(Some(Scope::All)),
        "none" => Ok(Some(Scope::Unowned)),
        id => id.parse().map(|id| Some(Scope::Member(MemberId(id)))).map_err(|_| Fail::NotFound),
    }
}

/// The word of a scope in addresses; one's own is named by one's id, so that the address shows a colleague the same.
pub(crate) fn word(scope: Scope, own: Option<&Principal>) -> String {
    match (scope, own) {
        (Scope::All, _) | (Scope::Own, None) => "all".to_owned(),
        (Scope::Unowned, _) => "none".to_owned(),
        (Scope::Own, Some(own)) => own.member.to_string(),
        (Scope::Member(id), _) => id.to_string(),
    }
}

/// Where an address without a scope leads: one's own work, or everybody's for those who only read.
pub(crate) fn with_own(cx: &Cx) -> String {
    let scope = if cx.may(Role::Csm) { Scope::Own } else { Scope::All };
    let mut pairs: Vec<(String, String)> = url::form_urlencoded::parse(cx.query.as_bytes()).into_owned().collect();
    pairs.retain(|(name, _)| name != "scope");
    pairs.push(("scope".to_owned(), word(scope, cx.principal.as_ref())));
    address(&cx.path, &pairs)
}

/// Who can be chosen: members that are not kept out.
pub(crate) fn names(members: Vec<Listed>) -> Vec<MemberName> {
    let here = members.into_iter().filter(|member| member.disabled_at.is_none());
    here.map(|member| (member.id, member.name)).collect()
}

/// The choice between scopes; print it with `{{ scopes }}`.
#[derive(Template)]
#[template(path = "pages/scope.html")]
pub(crate) struct Scopes {
    cx: Cx,
    path: String,
    beside: Vec<(&'static str, String)>,
    scope: Scope,
    members: Vec<MemberName>,
}

/// A link of the choice.
struct Chip {
    label: String,
    href: String,
    here: bool,
}

impl Scopes {
    /// For the page at `path`, which keeps the parameters `beside`.
    pub(crate) fn new(
        cx: &Cx,
        path: &str,
        beside: Vec<(&'static str, String)>,
        scope: Scope,
        members: Vec<MemberName>,
    ) -> Self {
        Self { cx: cx.clone(), path: path.to_owned(), beside, scope, members }
    }

    fn word(&self) -> String {
        word(self.scope, self.cx.principal.as_ref())
    }

    fn chips(&self) -> Vec<Chip> {
        let own = self.cx.may(Role::Csm).then_some((Scope::Own, "tasks-scope-own"));
        let rest = [(Scope::All, "tasks-scope-all"), (Scope::Unowned, "tasks-scope-none")];
        let chip = |(scope, label): (Scope, &str)| {
            let word = word(scope, self.cx.principal.as_ref());
            let mut pairs = self.beside.clone();
            pairs.push(("scope", word.clone()));
            let here = word == self.word();
            Chip { label: self.cx.t(label).into_owned(), href: address(&self.path, &pairs), here }
        };
        own.into_iter().chain(rest).map(chip).collect()
    }

    /// Another member's work is shown.
    fn other(&self) -> bool {
        self.chips().iter().all(|chip| !chip.here)
    }

    fn others(&self) -> Vec<(String, &str)> {
        let own = self.cx.principal.as_ref().map(|own| own.member);
        let others = self.members.iter().filter(|(id, _)| Some(*id) != own);
        others.map(|(id, name)| (id.to_string(), name.as_str())).collect()
    }

    /// The choice as markup.
    pub(crate) fn html(&self) -> Html {
        Html::of(self)
    }
}

/// The pages of daily work, with the scope that is looked at.
#[derive(Template)]
#[template(path = "pages/work_tabs.html")]
struct Tabs<'a> {
    cx: &'a Cx,
    chips: Vec<Chip>,
}

/// Links between Today, the list of tasks, the calendar and the signals; `here` is the path of the page.
pub(crate) fn tabs(cx: &Cx, here: &str, scope: Scope) -> Html {
    let word = word(scope, cx.principal.as_ref());
    let tab = |(path, label): (&str, &str)| {
        let href = format!("{path}{}scope={word}", if path.contains('?') { '&' } else { '?' });
        Chip { label: cx.t(label).into_owned(), href, here: path == here }
    };
    let pages = [
        ("/today", "tasks-today-title"),
        ("/tasks", "tasks-list-tab"),
        ("/tasks?view=month", "tasks-month-tab"),
        ("/signals", "signals-title"),
    ];
    Html::of(&Tabs { cx, chips: pages.into_iter().map(tab).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_kernel::Lang;

    fn at(query: &str, role: Role) -> Cx {
        Cx::sample(Lang::Ja, Some(role)).but(|facts| {
            facts.path = "/today".to_owned();
            facts.query = query.to_owned();
        })
    }

    #[test]
    fn an_address_without_a_scope_leads_to_one_that_shows_a_colleague_the_same() {
        assert_eq!(with_own(&at("", Role::Csm)), "/today?scope=1");
        assert_eq!(with_own(&at("state=done", Role::Csm)), "/today?state=done&scope=1");
        assert_eq!(with_own(&at("", Role::Viewer)), "/today?scope=all");
    }

    #[test]
    fn what_an_address_says_is_what_is_shown() {
        for scope in [Scope::All, Scope::Unowned, Scope::Member(MemberId(7))] {
            let query = format!("scope={}", word(scope, None));
            assert_eq!(asked(&at(&query, Role::Csm)), Ok(Some(scope)));
        }
        assert_eq!(asked(&at("", Role::Csm)), Ok(None));
        assert_eq!(asked(&at("scope=mine", Role::Csm)), Err(Fail::NotFound));
    }
}
