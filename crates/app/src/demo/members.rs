//! The simulated vendor's members, so that somebody can sign in.

use crate::auth::mail_key;
use crate::{App, Refused};
use banso_demo::Vendor;
use banso_domain::members::Role;
use banso_kernel::{Lang, MemberId};
use banso_state::NewMember;

/// Somebody who can sign in to the demo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SignIn {
    /// What they may do.
    pub role: Role,
    /// Full name.
    pub name: String,
    /// Mail address.
    pub mail: String,
}

/// Looks in, and changes nothing.
const VIEWER: (&str, &str) = ("見学 ひかり", "viewer@michishirube.example");

impl App {
    /// Makes the vendor's members and a viewer, all with this password. Returns the keys of the vendor's members, in
    /// their order. The one who leads the team becomes the administrator.
    ///
    /// # Errors
    /// The database failed.
    pub async fn make_demo_members(&self, vendor: &Vendor, password: &str) -> Result<Vec<MemberId>, Refused> {
        let hash = self.auth.hash(password, &*self.entropy).await?;
        let now = self.clock.now();
        let mut ids = Vec::new();
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        let team = vendor.members().iter().map(|member| {
            let role = if member.manager { Role::Admin } else { Role::Csm };
            (member.name, member.email, role)
        });
        for (name, mail, role) in team.chain([(VIEWER.0, VIEWER.1, Role::Viewer)]) {
            let lang = if name.is_ascii() { Lang::En } else { Lang::Ja };
            let new = NewMember { mail, mail_key: &mail_key(mail), name, role, lang, password: &hash };
            ids.push(tx.add_member(&new, now).await.map_err(Refused::broken)?);
        }
        tx.commit().await.map_err(Refused::broken)?;
        ids.truncate(vendor.members().len());
        Ok(ids)
    }

    /// Gives everybody in a demo made before a new password: the old one was printed once and is not kept.
    ///
    /// # Errors
    /// The database failed.
    pub async fn renew_demo_password(&self, password: &str) -> Result<(), Refused> {
        let hash = self.auth.hash(password, &*self.entropy).await?;
        let members = self.state.members().await.map_err(Refused::broken)?;
        let mut tx = self.state.begin().await.map_err(Refused::broken)?;
        for member in members {
            tx.set_password(member.id, &hash).await.map_err(Refused::broken)?;
        }
        tx.commit().await.map_err(Refused::broken)
    }

    /// The first who can sign in with each role.
    ///
    /// # Errors
    /// The database failed.
    pub async fn demo_sign_ins(&self) -> Result<Vec<SignIn>, Refused> {
        let members = self.state.members().await.map_err(Refused::broken)?;
        let first = |role: Role| {
            let found = members.iter().find(|member| member.role == role)?;
            Some(SignIn { role, name: found.name.clone(), mail: found.mail.clone() })
        };
        Ok([Role::Admin, Role::Csm, Role::Viewer].into_iter().filter_map(first).collect())
    }
}
