//! The dated events of a petition's thread, and the closed lists that they cite.

use crate::codes::codes;
use crate::moderation::HouseRule;

codes! {
    /// What happened to a petition.
    EventKind {
        /// Written and filed.
        Filed = "filed",
        /// Looking for the supporters that its instrument asks for.
        Gathering = "gathering",
        /// Backed by as many people as its instrument asks for.
        Supported = "supported",
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
        /// Delivered to the body although its publication was refused.
        Delivered = "delivered",
        /// The body decided how it is handled.
        HandlingDecided = "handling_decided",
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
        /// Its answer was corrected by a new version.
        AnswerCorrected = "answer_corrected",
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
        /// Put back after its removal was reversed.
        Restored = "restored",
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
    /// What the desk can decide on a petition.
    RulingKind {
        /// Open it for signatures.
        Admit = "admit",
        /// Ask for a revision.
        Revise = "revise",
        /// Refuse publication.
        Refuse = "refuse",
        /// Send it on to another authority.
        Forward = "forward",
        /// Remove it from the site.
        TakeDown = "take_down",
        /// Give it to the body.
        HandOver = "hand_over",
    }
}

codes! {
    /// How a paper on the list of incoming papers is handled (*wijze van afdoening*).
    Handling {
        /// Put into the hands of the executive, to be answered.
        Executive = "executive",
        /// Discussed in a committee first.
        Committee = "committee",
        /// Put on the agenda of the body.
        Agenda = "agenda",
        /// Taken note of; the clerk answers.
        Note = "note",
    }
}

codes! {
    /// Where news of a petitioner is on its way.
    NewsState {
        /// Nobody at the desk read it yet.
        Waiting = "waiting",
        /// Everybody may read it.
        Approved = "approved",
        /// Nobody may read it: it was never on the thread, or is not any more.
        Declined = "declined",
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

impl TakenDownReason {
    /// The class of a house rule that was broken.
    #[must_use]
    pub fn of(rule: HouseRule) -> Self {
        match rule {
            HouseRule::Hatred | HouseRule::Copyright => Self::Unlawful,
            HouseRule::PersonalData => Self::PersonalData,
            HouseRule::Threat => Self::Threat,
            HouseRule::OffTopic
            | HouseRule::Insult
            | HouseRule::Accusation
            | HouseRule::Advertising
            | HouseRule::Impersonation => Self::Other,
        }
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
