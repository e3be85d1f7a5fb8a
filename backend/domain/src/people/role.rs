//! What people who work for the authority may do.

use crate::codes::codes;

codes! {
    /// The part that somebody has at a body.
    Role {
        /// Installs, adds staff, sees that mail goes out.
        Administrator = "administrator",
        /// Admits and hands over petitions (*griffier*).
        Clerk = "clerk",
        /// Looks after what people write.
        Moderator = "moderator",
        /// Writes answers.
        PolicyOfficer = "policy_officer",
        /// Only reads the desk.
        Reader = "reader",
    }
}

codes! {
    /// Something that not everybody may do.
    Permission {
        /// Read what waits, and petitions that are not public.
        SeeDesk = "see_desk",
        /// Decide on admissibility; claim.
        DecidePetitions = "decide_petitions",
        /// Remove a petition from the site.
        TakeDown = "take_down",
        /// Approve or decline news of petitioners.
        ApproveUpdates = "approve_updates",
        /// Hand over; record debates, agenda items, votes and the body's decisions.
        RecordEvents = "record_events",
        /// Write an answer.
        DraftAnswers = "draft_answers",
        /// Approve and publish an answer that somebody else wrote.
        ApproveAnswers = "approve_answers",
        /// Let through, hide and restore what people write.
        Moderate = "moderate",
        /// Remove for good what the law orders to be removed.
        RemoveByOrder = "remove_by_order",
        /// Enter inputs that came by another way than the site.
        EnterInputs = "enter_inputs",
        /// Reply as the body, with a badge; put such a reply on top.
        ReplyForBody = "reply_for_body",
        /// See and repeat mails that were given up.
        SeeMail = "see_mail",
        /// Read who did what.
        ReadAudit = "read_audit",
        /// See accounts, and end their sessions.
        ManageStaff = "manage_staff",
        /// Plan rounds and move them on: announce, extend, stop, conclude; make codes.
        ManageRounds = "manage_rounds",
        /// Plan, describe, publish and move dossiers, with their documents and tasks.
        ManageDossiers = "manage_dossiers",
        /// Publish a new version of the house rules.
        PublishHouseRules = "publish_house_rules",
        /// Make commitments, and say what came of them.
        ManageCommitments = "manage_commitments",
        /// Keep the council: its people, meetings, papers, presence lists and proposals.
        RunCouncil = "run_council",
    }
}

impl Role {
    /// Whether this part holds a permission.
    #[must_use]
    pub fn may(self, permission: Permission) -> bool {
        use Permission as P;
        match self {
            Self::Administrator => matches!(
                permission,
                P::SeeDesk
                    | P::SeeMail
                    | P::ReadAudit
                    | P::ManageStaff
                    | P::PublishHouseRules
                    | P::RunCouncil
            ),
            Self::Clerk => !matches!(permission, P::ManageStaff),
            Self::Moderator => {
                matches!(
                    permission,
                    P::SeeDesk | P::TakeDown | P::ApproveUpdates | P::Moderate | P::ReplyForBody
                )
            }
            Self::PolicyOfficer => {
                matches!(
                    permission,
                    P::SeeDesk
                        | P::DraftAnswers
                        | P::ApproveAnswers
                        | P::EnterInputs
                        | P::ReplyForBody
                        | P::ManageRounds
                        | P::ManageDossiers
                        | P::ManageCommitments
                )
            }
            Self::Reader => matches!(permission, P::SeeDesk),
        }
    }
}

/// The parts that somebody has: a role with the key of a body. A role at a body above was already
/// spread over the bodies below it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Grants(Vec<(Role, i64)>);

impl Grants {
    /// Grants by role and body.
    #[must_use]
    pub fn new(grants: Vec<(Role, i64)>) -> Self {
        Self(grants)
    }

    /// Whether something may be done for one body.
    #[must_use]
    pub fn may(&self, permission: Permission, body_id: i64) -> bool {
        self.0
            .iter()
            .any(|(role, body)| *body == body_id && role.may(permission))
    }

    /// Whether something may be done for any body at all.
    #[must_use]
    pub fn may_somewhere(&self, permission: Permission) -> bool {
        self.0.iter().any(|(role, _)| role.may(permission))
    }

    /// The bodies for which something may be done.
    #[must_use]
    pub fn bodies(&self, permission: Permission) -> Vec<i64> {
        let mut bodies: Vec<i64> = self
            .0
            .iter()
            .filter(|(role, _)| role.may(permission))
            .map(|(_, body)| *body)
            .collect();
        bodies.sort_unstable();
        bodies.dedup();
        bodies
    }

    /// The first part that lets somebody do something for a body.
    #[must_use]
    pub fn role_for(&self, permission: Permission, body_id: i64) -> Option<Role> {
        Role::ALL
            .iter()
            .copied()
            .find(|role| role.may(permission) && self.0.contains(&(*role, body_id)))
    }

    /// Every role, once.
    #[must_use]
    pub fn roles(&self) -> Vec<Role> {
        Role::ALL
            .iter()
            .copied()
            .filter(|role| self.0.iter().any(|(have, _)| have == role))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_holds_at_its_body_only() {
        let grants = Grants::new(vec![(Role::Clerk, 2), (Role::Reader, 3)]);
        assert!(grants.may(Permission::DecidePetitions, 2));
        assert!(!grants.may(Permission::DecidePetitions, 3));
        assert!(grants.may(Permission::SeeDesk, 3));
        assert!(!grants.may_somewhere(Permission::ManageStaff));
        assert_eq!(grants.bodies(Permission::SeeDesk), [2, 3]);
        let role = |body| grants.role_for(Permission::ReplyForBody, body);
        assert_eq!((role(2), role(3), role(4)), (Some(Role::Clerk), None, None));
        assert_eq!(grants.roles(), [Role::Clerk, Role::Reader]);
    }

    #[test]
    fn every_role_sees_the_desk_and_whoever_adds_staff_decides_nothing() {
        for role in Role::ALL {
            assert!(role.may(Permission::SeeDesk));
            assert!(
                !(role.may(Permission::ManageStaff) && role.may(Permission::DecidePetitions)),
                "{role:?}"
            );
        }
    }
}
