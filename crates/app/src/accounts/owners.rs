//! Who can look after accounts and do tasks: members who may write and are not kept out.

use super::MemberName;
use crate::{App, Principal, Refused};
use banso_domain::members::Role;
use banso_kernel::{MemberId, Problem};
use banso_state::Member;

impl App {
    /// Members to whom accounts and tasks can be given, in the order in which they came.
    ///
    /// # Errors
    /// The database failed.
    pub async fn owners(&self, who: &Principal) -> Result<Vec<MemberName>, Refused> {
        who.needs(Role::Viewer)?;
        let members = self.state.members().await.map_err(Refused::broken)?;
        Ok(members.into_iter().filter(can_own).map(|member| (member.id, member.name)).collect())
    }

    /// Why nothing can be given to a member; none if it can.
    ///
    /// # Errors
    /// [`Refused::Missing`] without such a member, or the database failed.
    pub(crate) async fn owner_problem(&self, id: MemberId) -> Result<Option<Problem>, Refused> {
        let members = self.state.members().await.map_err(Refused::broken)?;
        let member = members.into_iter().find(|member| member.id == id).ok_or(Refused::Missing)?;
        Ok((!can_own(&member)).then(|| Problem::new("members-problem-owner").with("name", member.name)))
    }
}

fn can_own(member: &Member) -> bool {
    member.role >= Role::Csm && member.disabled_at.is_none()
}

/// The choices of a form: whoever has it now stays choosable, so that saving other fields takes nothing away.
pub(crate) fn with_current(mut owners: Vec<MemberName>, current: Option<MemberName>) -> Vec<MemberName> {
    if let Some(current) = current.filter(|(id, _)| owners.iter().all(|(other, _)| other != id)) {
        owners.push(current);
    }
    owners
}
