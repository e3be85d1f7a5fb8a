//! What is done at the desk.

use crate::codes::codes;

codes! {
    /// What was done: a closed list, whose words are messages (`audit-act-…`).
    AuditAct {
        /// An account was added.
        StaffAdded = "staff_added",
        /// A password and the second factor were reset.
        StaffReset = "staff_reset",
        /// An account was closed or opened again.
        StaffChanged = "staff_changed",
        /// Somebody signed in.
        SignedIn = "signed_in",
        /// A wrong password or code locked an account for a while.
        SignInLocked = "sign_in_locked",
        /// Somebody signed out.
        SignedOut = "signed_out",
        /// All sessions of somebody were ended.
        SignedOutEverywhere = "signed_out_everywhere",
        /// A password was changed by its owner.
        PasswordChanged = "password_changed",
        /// A second factor was set.
        SecondFactorSet = "second_factor_set",
        /// Somebody took a petition to work on it.
        PetitionClaimed = "petition_claimed",
        /// Somebody took over a petition that somebody else worked on.
        PetitionTakenOver = "petition_taken_over",
        /// Somebody gave a petition back.
        PetitionReleased = "petition_released",
        /// A petition was admitted.
        PetitionAdmitted = "petition_admitted",
        /// A revision was asked.
        RevisionAsked = "revision_asked",
        /// Publication was refused.
        PetitionRefused = "petition_refused",
        /// A petition was sent on.
        PetitionForwarded = "petition_forwarded",
        /// A petition was removed.
        PetitionTakenDown = "petition_taken_down",
        /// A petition was handed over.
        PetitionHandedOver = "petition_handed_over",
        /// What the body decided on an incoming paper was recorded.
        HandlingRecorded = "handling_recorded",
        /// A debate, agenda item or vote was recorded.
        EventRecorded = "event_recorded",
        /// News of a petitioner was approved.
        UpdateApproved = "update_approved",
        /// News of a petitioner was declined.
        UpdateDeclined = "update_declined",
        /// An answer was written.
        AnswerWritten = "answer_written",
        /// An answer was put before a second person.
        AnswerOffered = "answer_offered",
        /// An answer was given back to its writer.
        AnswerReturned = "answer_returned",
        /// An answer was approved and published.
        AnswerPublished = "answer_published",
        /// A mail that was given up was queued again.
        MailRepeated = "mail_repeated",
        /// A contribution that waited was let through.
        ContributionApproved = "contribution_approved",
        /// A contribution was hidden.
        ContributionHidden = "contribution_hidden",
        /// Words of a contribution were left out.
        ContributionRedacted = "contribution_redacted",
        /// A contribution was collapsed.
        ContributionCollapsed = "contribution_collapsed",
        /// A contribution takes no more replies.
        ContributionClosed = "contribution_closed",
        /// A reply was moved to another thread.
        ContributionMoved = "contribution_moved",
        /// Whoever wrote a contribution was warned.
        WriterWarned = "writer_warned",
        /// Whoever wrote a contribution may not write for a term.
        WriterSuspended = "writer_suspended",
        /// A contribution was removed for good, on an order of the law.
        ContributionRemoved = "contribution_removed",
        /// A decision on a contribution was taken back.
        ContributionRestored = "contribution_restored",
        /// A contribution stays as it is, after a notice or a complaint.
        ContributionKept = "contribution_kept",
        /// Somebody took over an item of the queue that somebody else worked on.
        ItemTakenOver = "item_taken_over",
        /// Somebody saw what drew attention in a text, and left the text as it was.
        SignalsSeen = "signals_seen",
        /// A word to look out for was added.
        SignalWordAdded = "signal_word_added",
        /// A word to look out for was dropped.
        SignalWordDropped = "signal_word_dropped",
        /// What is read first in the threads of a body was changed.
        HoldsChanged = "holds_changed",
        /// A new version of the house rules was published.
        HouseRulesPublished = "house_rules_published",
        /// A notice was decided.
        NoticeDecided = "notice_decided",
        /// A complaint about a decision was decided.
        ComplaintDecided = "complaint_decided",
        /// Staff replied as their body.
        StaffReplied = "staff_replied",
        /// A reply of staff was put on top.
        ReplyPinned = "reply_pinned",
        /// A reply of staff does not stand on top any more.
        ReplyUnpinned = "reply_unpinned",
        /// An input that came by another way was entered.
        InputEntered = "input_entered",
        /// A round was planned.
        RoundPlanned = "round_planned",
        /// A round that nobody saw yet was changed.
        RoundChanged = "round_changed",
        /// A round was announced.
        RoundAnnounced = "round_announced",
        /// A round was made longer.
        RoundExtended = "round_extended",
        /// A round was stopped.
        RoundCancelled = "round_cancelled",
        /// The body began to answer a round.
        RoundAnswering = "round_answering",
        /// Visitors of a round were told something.
        RoundNoticeAdded = "round_notice_added",
        /// Invitation codes were made.
        RoundCodesMade = "round_codes_made",
        /// A dossier was begun.
        DossierPlanned = "dossier_planned",
        /// The texts of a dossier were changed.
        DossierDescribed = "dossier_described",
        /// A phase of a dossier was described.
        PhaseDescribed = "phase_described",
        /// A dossier was published into its first phase.
        DossierPublished = "dossier_published",
        /// A dossier went to another phase, or was finished.
        PhaseMoved = "phase_moved",
        /// A document was laid open.
        DocumentAdded = "document_added",
        /// A document was replaced by a new version.
        DocumentReplaced = "document_replaced",
        /// A task was put on the list of the process manager.
        TaskAdded = "task_added",
        /// A task was done.
        TaskTicked = "task_ticked",
        /// A task was not done after all.
        TaskUnticked = "task_unticked",
        /// A dossier was begun as a copy of another one.
        DossierCopied = "dossier_copied",
        /// A petition was hung on a dossier.
        PetitionHung = "petition_hung",
        /// A theme was made, described, given to somebody or merged.
        ThemeChanged = "theme_changed",
        /// Inputs or parts were put into a theme, or taken out of one.
        InputsSorted = "inputs_sorted",
        /// An input was cut into parts, or made whole again.
        InputCut = "input_cut",
        /// Inputs or parts were set aside.
        InputsSetAside = "inputs_set_aside",
        /// What was set aside was taken up again.
        SetAsideLifted = "set_aside_lifted",
        /// An answer in a round was written.
        ResponseWritten = "response_written",
        /// An answer in a round was put before a second person.
        ResponseOffered = "response_offered",
        /// An answer in a round was given back to its writer.
        ResponseReturned = "response_returned",
        /// An answer in a round was approved.
        ResponseApproved = "response_approved",
        /// A text that answers are begun with was added or retired.
        TemplateChanged = "template_changed",
        /// A response report was published.
        ReportPublished = "report_published",
        /// A round asks people about themselves, or not any more.
        BackgroundAsked = "background_asked",
        /// A petition was taken off a dossier.
        PetitionTakenOff = "petition_taken_off",
        /// A commitment was made.
        CommitmentMade = "commitment_made",
        /// The due day of a commitment was moved.
        CommitmentMoved = "commitment_moved",
        /// A commitment was corrected.
        CommitmentCorrected = "commitment_corrected",
        /// A commitment was reported as done.
        CommitmentDone = "commitment_done",
        /// A commitment was dropped.
        CommitmentDropped = "commitment_dropped",
        /// A member, faction or membership of a body was entered or changed.
        CouncilPeopleChanged = "council_people_changed",
        /// A meeting was planned.
        MeetingPlanned = "meeting_planned",
        /// Time, place or chair of a meeting was changed.
        MeetingChanged = "meeting_changed",
        /// The members were summoned: agenda and papers were published.
        MeetingSummoned = "meeting_summoned",
        /// A meeting was opened.
        MeetingOpened = "meeting_opened",
        /// A meeting was not opened, as too few came.
        MeetingGivenUp = "meeting_given_up",
        /// A meeting was closed.
        MeetingClosed = "meeting_closed",
        /// A meeting was cancelled.
        MeetingCancelled = "meeting_cancelled",
        /// An item of an agenda was added, changed or dropped.
        AgendaChanged = "agenda_changed",
        /// A paper of a meeting was added or replaced.
        MeetingPaperAdded = "meeting_paper_added",
        /// The presence list of a meeting was changed.
        AttendanceChanged = "attendance_changed",
        /// The decision list of a meeting was published.
        DecisionsPublished = "decisions_published",
        /// A proposal, motion or amendment was entered.
        ProposalEntered = "proposal_entered",
        /// A proposal, motion or amendment was changed.
        ProposalChanged = "proposal_changed",
        /// A proposal, motion or amendment took a step.
        ProposalMoved = "proposal_moved",
        /// A proposal, motion or amendment was adopted without a vote.
        ProposalAdopted = "proposal_adopted",
        /// The sheet of a vote was begun.
        VoteBegun = "vote_begun",
        /// The sheet of a vote was thrown away.
        VoteDropped = "vote_dropped",
        /// The sheet of a vote was put before a second person.
        VoteOffered = "vote_offered",
        /// The record of a vote was published.
        VotePublished = "vote_published",
        /// The record of a vote was corrected.
        VoteCorrected = "vote_corrected",
    }
}
