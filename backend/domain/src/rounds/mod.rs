//! Consultation rounds: when they take input, from whom, in which forms, under which procedure.

mod announce;
mod invitation;
mod post;
mod procedure;
mod state;

pub use announce::{AnnounceFacts, AnnounceLack};
pub use invitation::{CODE_LENGTH, CannotMakeCodes, MOST_CODES, may_make_codes, plain_code};
pub use post::{post_is_in_time, received_in_time};
pub use procedure::{Minimum, Procedure, ProcedureFault, ProcedureRules, Respondents, TooShort};
pub use state::{
    CannotExtend, CannotTake, RoundState, RoundStep, RoundWindow, Takes, WrongRoundStep,
};

use crate::codes::codes;

codes! {
    /// What people can do in a round; a round may have several. Paragraph comments, questionnaires,
    /// rankings and budgets have their place in the data and come later.
    InputForm {
        /// Write what one thinks.
        Open = "open",
        /// Bring in an idea, with a place.
        Idea = "idea",
        /// Agree with statements, disagree or pass.
        Statement = "statement",
    }
}

codes! {
    /// Who may take part; told before somebody begins to write.
    Access {
        /// Anybody with a confirmed address.
        Email = "email",
        /// Holders of an invitation code.
        Code = "code",
        /// Residents, proven by an identity provider.
        Resident = "resident",
    }
}

codes! {
    /// When what people write is looked at.
    ModerationTime {
        /// Before it can be read.
        Before = "before",
        /// After.
        After = "after",
    }
}

codes! {
    /// Why a round was made longer.
    ExtensionCause {
        /// People could not reach the site (ZIE-8).
        Outage = "outage",
        /// Anything else.
        Other = "other",
    }
}

codes! {
    /// What the visitors of a round are told.
    NoticeKind {
        /// People could not reach the site (ZIE-8).
        Outage = "outage",
        /// Papers were changed (ZIE-7).
        Papers = "papers",
        /// Anything else.
        Note = "note",
    }
}
