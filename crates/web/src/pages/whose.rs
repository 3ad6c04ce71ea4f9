//! Whose accounts a page shows: in the address as an id, so that a colleague who opens the link sees the same rows
//! (RULES 4). Own work is the asker's id, never the word "own".

use crate::{Cx, Fail, Shared};
use banso_app::accounts::MemberName;
use banso_app::actions::Scope;
use banso_kernel::MemberId;

/// The scope that the address asks for; everybody's without one.
pub(crate) fn asked(cx: &Cx) -> Scope {
    match cx.asked("scope").as_deref() {
        Some("none") => Scope::Unowned,
        Some(id) => id.parse().map_or(Scope::All, |id| Scope::Member(MemberId(id))),
        None => Scope::All,
    }
}

/// The scope as a value of the address; none for everybody's.
pub(crate) fn word(cx: &Cx, scope: Scope) -> Option<String> {
    match scope {
        Scope::All => None,
        Scope::Unowned => Some("none".to_owned()),
        Scope::Member(id) => Some(id.to_string()),
        Scope::Own => cx.principal.as_ref().map(|principal| principal.member.to_string()),
    }
}

/// Members who can be asked for.
pub(crate) async fn members(cx: &Cx, shared: &Shared) -> Result<Vec<MemberName>, Fail> {
    let all = shared.app.members(cx.member()?).await?;
    Ok(all.into_iter().filter(|member| member.disabled_at.is_none()).map(|member| (member.id, member.name)).collect())
}

/// What a drop-down of scopes offers: value, label, chosen. Everybody, oneself, nobody, then the others.
pub(crate) fn choices(cx: &Cx, scope: Scope, members: &[MemberName]) -> Vec<(String, String, bool)> {
    let own = cx.principal.as_ref().map(|principal| principal.member);
    let chosen = word(cx, scope).unwrap_or_else(|| "all".to_owned());
    let mut all = vec![("all".to_owned(), cx.t("journeys-scope-all").into_owned())];
    all.extend(own.map(|id| (id.to_string(), cx.t("journeys-scope-own").into_owned())));
    all.push(("none".to_owned(), cx.t("journeys-scope-none").into_owned()));
    let others = members.iter().filter(|(id, _)| Some(*id) != own);
    all.extend(others.map(|(id, name)| (id.to_string(), name.clone())));
    all.into_iter().map(|(value, label)| (value.clone(), label, value == chosen)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use banso_domain::members::Role;
    use banso_kernel::Lang;

    #[test]
    fn ones_own_scope_is_written_as_an_id_that_means_the_same_to_everybody() {
        let cx = Cx::sample(Lang::Ja, Some(Role::Csm));
        assert_eq!(word(&cx, Scope::Own).as_deref(), Some("1"));
        for (query, scope) in [
            ("", Scope::All),
            ("scope=all", Scope::All),
            ("scope=none", Scope::Unowned),
            ("scope=7", Scope::Member(MemberId(7))),
            ("scope=nonsense", Scope::All),
        ] {
            let asking = cx.but(|facts| facts.query = query.to_owned());
            assert_eq!(asked(&asking), scope, "{query}");
        }
        let offered = choices(&cx, Scope::Member(MemberId(1)), &[(MemberId(1), "a".into()), (MemberId(2), "b".into())]);
        assert_eq!(offered.iter().filter(|(.., on)| *on).count(), 1);
        assert_eq!(offered.len(), 4, "oneself stands once");
    }
}
