//! Permissions as types, so that a handler's signature says what it needs.

use weerklank_domain::people::Permission;

/// Something that a handler needs.
pub trait Needs: 'static {
    /// The permission.
    const PERMISSION: Permission;
}

macro_rules! needs {
    ($($name:ident)+) => {
        $(
            /// The permission of this name.
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl Needs for $name {
                const PERMISSION: Permission = Permission::$name;
            }
        )+
    };
}

needs! {
    SeeDesk DecidePetitions ApproveUpdates RecordEvents
    DraftAnswers ApproveAnswers Moderate EnterInputs ReplyForBody SeeMail ReadAudit ManageStaff ManageRounds ManageDossiers
    PublishHouseRules
    ManageCommitments
    RunCouncil
}
