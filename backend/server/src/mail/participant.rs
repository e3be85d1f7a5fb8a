//! What mails to people who take part in rounds say.

use super::content::{
    CommitmentContent, Content, GroundsContent, InputContent, NoticeContent, ProofContent,
    ReplyContent, moment,
};
use super::fault::LetterFault;
use crate::web::App;
use weerklank_acts::ActError;
use weerklank_acts::commitments::{address_of_follower, follower_link};
use weerklank_acts::inputs::{Deed, PROOF_TERM, person_of_input, written_deed};
use weerklank_acts::moderation::notifier;
use weerklank_acts::replies::{person_of_reply, thread_place};
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::commitments::{StepKind, answers_until, reference};
use weerklank_domain::inputs::ModerationAction;
use weerklank_domain::rounds::RoundState;
use weerklank_domain::text::{excerpt, plain_text};
use weerklank_store::outbox::{Message, Participant};

/// So much of an input stands in a mail about it.
const EXCERPT: usize = 280;

/// The address of a mail, and what it says.
///
/// # Errors
/// [`LetterFault`] says why it can never be written.
pub fn of(
    app: &App,
    message: Message,
    participant: &Participant,
) -> Result<(String, Content), LetterFault> {
    match message {
        Message::Prove => proof(app, participant),
        Message::ReplyModerated => reply(app, participant),
        Message::NoticeNews => notice(app, participant),
        Message::CommitmentNews | Message::CommitmentDone => commitment(app, participant),
        _ => input(app, participant),
    }
}

fn proof(app: &App, participant: &Participant) -> Result<(String, Content), LetterFault> {
    let written =
        written_deed(&app.house, participant.person_id, &participant.sealed).map_err(unreadable)?;
    let round = participant.round.as_ref();
    let until = match &written.deed {
        Deed::Suspended { until, .. } => Some(*until),
        _ => None,
    };
    let content = ProofContent {
        purpose: participant.purpose.clone().unwrap_or_default(),
        is_suspended: until.is_some(),
        suspended_until: until.map(moment).unwrap_or_default(),
        has_round: round.is_some(),
        round_title: round.map(|round| round.title.clone()).unwrap_or_default(),
        confirm_url: format!("{}/take-part/confirm/{}", app.base_url, written.token),
        expires_at: moment(participant.begun_at + PROOF_TERM),
    };
    Ok((written.email, Content::Proof(content)))
}

fn input(app: &App, participant: &Participant) -> Result<(String, Content), LetterFault> {
    let round = participant.round.as_ref().ok_or(LetterFault::Erased)?;
    let input = participant.input.as_ref().ok_or(LetterFault::Erased)?;
    let person = person_of_input(&app.house.vault, round.id, &participant.sealed)?;
    if person.email.is_empty() {
        // Whoever came with a code, or by post, may have told no address.
        return Err(LetterFault::Unwanted);
    }
    let decision = participant.decision.as_ref();
    let action = decision.map_or(ModerationAction::Approve, |decision| decision.action);
    let reason = decision
        .and_then(|decision| decision.reason.clone())
        .or_else(|| participant.extension.as_ref().map(|told| told.1.clone()))
        .or_else(|| participant.notice.clone())
        .or_else(|| round.cancel_reason.clone());
    let closes_at = participant
        .extension
        .as_ref()
        .map(|told| told.0)
        .or(round.closes_at);
    let content = InputContent {
        has_name: !person.name.is_empty(),
        name: person.name,
        number: input.number.to_string(),
        text: excerpt(&input.text, EXCERPT),
        round_title: round.title.clone(),
        round_url: format!("{}/rounds/{}", app.base_url, round.slug),
        answer_url: format!("{}/my-input/{}/answer", app.base_url, person.token),
        mine_url: format!("{}/my-input/{}", app.base_url, person.token),
        asks_speaker: input.asks_speaker,
        is_late: input.is_late,
        can_change: round.state.is_running()
            && closes_at.is_some_and(|closes| app.house.clock.now() < closes),
        has_answer_by: round.answer_by.is_some(),
        answer_by: round
            .answer_by
            .map(|day| day.to_string())
            .unwrap_or_default(),
        has_closes_at: closes_at.is_some(),
        closes_at: closes_at.map(moment).unwrap_or_default(),
        action: action.code(),
        grounds: GroundsContent::of(app, decision),
        has_reason: reason.is_some(),
        reason: reason.as_deref().map(plain_text).unwrap_or_default(),
        // News of an extension stays that, also when the round was stopped before it was sent.
        is_cancelled: round.state == RoundState::Cancelled && participant.extension.is_none(),
    };
    Ok((person.email, Content::Input(content)))
}

fn reply(app: &App, participant: &Participant) -> Result<(String, Content), LetterFault> {
    let reply = participant.reply.as_ref().ok_or(LetterFault::Erased)?;
    let decision = participant.decision.clone().ok_or(LetterFault::Erased)?;
    let person = person_of_reply(&app.house.vault, reply.thread_id, &participant.sealed)?;
    if person.email.is_empty() {
        // Whoever came with a code may have told no address.
        return Err(LetterFault::Unwanted);
    }
    let now = app.house.clock.now();
    let place = app
        .house
        .store
        .read(|db| thread_place(db, reply.subject, now))
        .map_err(unreadable)?;
    let content = ReplyContent {
        has_name: !person.name.is_empty(),
        name: person.name,
        title: place.title.clone(),
        text: excerpt(&reply.text, EXCERPT),
        thread_url: format!("{}{}", app.base_url, place.replies_url()),
        action: decision.action.code(),
        grounds: GroundsContent::of(app, Some(&decision)),
        has_reason: decision.reason.is_some(),
        reason: decision
            .reason
            .as_deref()
            .map(plain_text)
            .unwrap_or_default(),
    };
    Ok((person.email, Content::Reply(content)))
}

fn notice(app: &App, participant: &Participant) -> Result<(String, Content), LetterFault> {
    let report = participant.report.as_ref().ok_or(LetterFault::Erased)?;
    let person = notifier(&app.house.vault, &participant.sealed)?;
    let reason = participant
        .decision
        .as_ref()
        .and_then(|decision| decision.reason.as_deref());
    let content = NoticeContent {
        has_name: !person.name.is_empty(),
        name: person.name,
        number: report.number.clone(),
        is_decided: report.decided.is_some(),
        outcome: report
            .decided
            .as_ref()
            .map_or("", |decided| decided.0.code()),
        reason: reason.map(plain_text).unwrap_or_default(),
        page_url: format!("{}/notices/{}", app.base_url, person.token),
    };
    Ok((person.email, Content::Notice(content)))
}

fn commitment(app: &App, participant: &Participant) -> Result<(String, Content), LetterFault> {
    let (commitment, step) = participant.commitment.as_ref().ok_or(LetterFault::Erased)?;
    let email = address_of_follower(&app.house, commitment.id, &participant.sealed)?;
    let link = follower_link(&app.house, participant.person_id);
    let answer_url = format!("{}/following/{link}", app.base_url);
    let content = CommitmentContent {
        reference: reference(commitment.number),
        title: step.text.title.clone(),
        event: step.kind.code(),
        due_on: step.text.due_on.to_string(),
        is_moved: step.kind == StepKind::Moved,
        has_reason: !step.reason.is_empty(),
        reason: plain_text(&step.reason),
        has_url: step.url.is_some(),
        url: step.url.clone().unwrap_or_default(),
        commitment_url: format!("{}/commitments/{}", app.base_url, commitment.number),
        answer_until: last_day_before(answers_until(step.at)).to_string(),
        stop_url: format!("{answer_url}/stop"),
        answer_url,
    };
    Ok((email, Content::Commitment(content)))
}

fn unreadable(error: ActError) -> LetterFault {
    match error {
        ActError::Store(error) => LetterFault::Store(error),
        other => LetterFault::Unsendable(other.to_string()),
    }
}
