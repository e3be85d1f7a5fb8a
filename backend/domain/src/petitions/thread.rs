//! The dated events of a petition's thread, and the closed lists that they cite.

/// Declares a closed list of codes: an enum with `ALL`, `code` and `from_code`.
macro_rules! codes {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $code:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_doc])* $variant,)+ }

        impl $name {
            /// Every code of the list.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word for it in the database, the API and the message keys.
            #[must_use]
            pub fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// The entry of a code.
            #[must_use]
            pub fn from_code(code: &str) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

codes! {
    /// What happened to a petition.
    EventKind {
        /// Written and filed.
        Filed = "filed",
        /// Put before the clerk.
        Submitted = "submitted",
        /// Sent back for a revision.
        RevisionRequested = "revision_requested",
        /// Admitted and opened for signatures.
        Opened = "opened",
        /// Publication refused.
        Refused = "refused",
        /// Passed on to another authority.
        Forwarded = "forwarded",
        /// Closed for signatures.
        Closed = "closed",
        /// Handed over to the body.
        HandedOver = "handed_over",
        /// A debate was planned.
        DebateScheduled = "debate_scheduled",
        /// A debate was held.
        Debated = "debated",
        /// It was put on an agenda.
        AgendaItem = "agenda_item",
        /// A vote was taken on it.
        Voted = "voted",
        /// It was answered.
        Answered = "answered",
        /// Something was promised.
        CommitmentMade = "commitment_made",
        /// What was promised was done.
        CommitmentDone = "commitment_done",
        /// Taken back by the petitioner.
        Withdrawn = "withdrawn",
        /// Merged into another petition.
        Joined = "joined",
        /// Removed by moderation.
        TakenDown = "taken_down",
        /// News from the petitioner.
        Update = "update",
    }
}

codes! {
    /// The judgement in an answer (`product.md`, *verdict*).
    Verdict {
        /// What was asked will be done.
        Adopted = "adopted",
        /// A part of it will be done.
        PartlyAdopted = "partly_adopted",
        /// It is so already.
        AlreadyProvided = "already_provided",
        /// It will not be done.
        NotAdopted = "not_adopted",
        /// Another body decides on it.
        OtherBody = "other_body",
        /// A question was asked, and is answered.
        QuestionAnswered = "question_answered",
        /// Taken note of.
        Noted = "noted",
    }
}

codes! {
    /// The ground on which publication is refused.
    RefusalCode {
        /// Another authority is competent.
        NotForThisBody = "not_for_this_body",
        /// The same request is open already.
        Duplicate = "duplicate",
        /// It does not say what should be done.
        NoAction = "no_action",
        /// It is about one person's case.
        IndividualCase = "individual_case",
        /// It holds somebody's personal data.
        PersonalData = "personal_data",
        /// It accuses somebody without proof.
        Defamatory = "defamatory",
        /// It insults or threatens.
        Offensive = "offensive",
        /// It makes confidential matters public.
        Confidential = "confidential",
        /// It advertises.
        Advertising = "advertising",
        /// It cannot be understood.
        Unclear = "unclear",
        /// It is about honours or appointments.
        Honours = "honours",
        /// It is a request for documents.
        InformationRequest = "information_request",
        /// It was filed under a false name.
        FalseName = "false_name",
        /// A ground that the source did not name in our words.
        Other = "other",
    }
}

codes! {
    /// The class of reason for which a petition was removed; all that stays public of it.
    TakenDownReason {
        /// Against the law.
        Unlawful = "unlawful",
        /// Personal data of somebody.
        PersonalData = "personal_data",
        /// A threat.
        Threat = "threat",
        /// Another reason.
        Other = "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_leads_back_to_its_entry() {
        for kind in EventKind::ALL {
            assert_eq!(EventKind::from_code(kind.code()), Some(*kind));
        }
        for verdict in Verdict::ALL {
            assert_eq!(Verdict::from_code(verdict.code()), Some(*verdict));
        }
        assert_eq!(RefusalCode::from_code("no-action"), None);
        assert_eq!(TakenDownReason::ALL.len(), 4);
    }
}
