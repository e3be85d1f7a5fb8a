//! How a petition stands, for its petitioner: what happens now, what he can do, what comes.

use super::address;
use crate::web::app::App;
use crate::web::errors::WebResult;
use crate::web::form::proof_of_address;
use crate::web::moderation::own::OwnDecision;
use crate::web::page::PageView;
use crate::web::petitions::card::{rfc3339, rfc3339_or_empty, shown_state};
use serde::Serialize;
use weerklank_acts::moderation::complaint_path;
use weerklank_acts::petitions::write::{PetitionerPage, has_news};
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::calendar::last_day_before;
use weerklank_domain::moderation::Side;
use weerklank_domain::petitions::{
    EventKind, NewsState, PetitionState, RulingKind, Step, may_submit,
};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::moderation::{DecisionRecord, ModerationSubject, decisions_of};
use weerklank_store::petitions::{UpdateRecord, events, rulings, updates_of};
use weerklank_store::{Db, obligations};

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct StatusPage {
    title: String,
    lang: &'static str,
    reference: String,
    state: &'static str,
    body_name: String,
    has_error: bool,
    error: &'static str,
    is_gathering: bool,
    is_submitted: bool,
    is_refused: bool,
    is_forwarded: bool,
    is_running: bool,
    is_withdrawn: bool,
    is_taken_down: bool,
    supporters: i64,
    supporters_needed: i64,
    supporters_missing: i64,
    support_url: String,
    percent: i64,
    can_submit: bool,
    send_action: String,
    send_csrf: String,
    has_due: bool,
    due_day: String,
    is_answer_due: bool,
    has_petition_url: bool,
    petition_url: String,
    share_url: String,
    signature_count: i64,
    has_closes_at: bool,
    closes_at: String,
    has_reason: bool,
    reason_html: SafeHtml,
    has_ground: bool,
    ground: String,
    has_class: bool,
    class: String,
    to_name: String,
    events: Vec<EventRow>,
    can_write_news: bool,
    news_url: String,
    news: Vec<NewsRow>,
    has_news: bool,
    /// What moderation decided on the petition.
    has_own: bool,
    own: OwnDecision,
    can_withdraw: bool,
    withdraw_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct EventRow {
    kind: &'static str,
    at: String,
}

#[derive(Debug, Clone, Serialize)]
struct NewsRow {
    at: String,
    text_html: SafeHtml,
    is_waiting: bool,
    is_declined: bool,
    reason_html: SafeHtml,
    has_rule: bool,
    rule: &'static str,
    can_complain: bool,
    complaint_url: String,
}

/// The news of a petition, each with the newest decision on it.
type News = Vec<(UpdateRecord, Option<DecisionRecord>)>;

fn news_of(db: &mut Db, petition_id: i64) -> ActResult<News> {
    updates_of(db, petition_id)?
        .into_iter()
        .map(|update| {
            let decisions = decisions_of(db, ModerationSubject::Update(update.id))?;
            Ok((update, decisions.into_iter().next()))
        })
        .collect()
}

impl NewsRow {
    fn of(app: &App, update: &UpdateRecord, decision: Option<&DecisionRecord>) -> Self {
        let section = |text: &str| to_html(text, Under::Section);
        let rule = decision.and_then(DecisionRecord::rule);
        let disputed = decision.filter(|decision| decision.action.can_be_disputed());
        Self {
            at: rfc3339(update.written_at),
            text_html: section(&update.text),
            is_waiting: update.state == NewsState::Waiting,
            is_declined: update.state == NewsState::Declined,
            reason_html: update.reason.as_deref().map(section).unwrap_or_default(),
            has_rule: rule.is_some(),
            rule: rule.unwrap_or_default(),
            can_complain: disputed.is_some(),
            complaint_url: disputed
                .map(|taken| complaint_path(&app.house.vault, Side::Author, taken.id))
                .unwrap_or_default(),
        }
    }
}

impl StatusPage {
    pub fn of(
        app: &App,
        token: &str,
        page: &PetitionerPage,
        language: Language,
        error: &'static str,
    ) -> WebResult<Self> {
        let petition = &page.petition;
        let id = petition.id;
        let now = app.house.clock.now();
        let (owed, rulings, events, own, updates) = app.house.store.read_at_once(|db| {
            Ok::<_, ActError>((
                obligations::of(db, id)?,
                rulings(db, id)?,
                events(db, id)?,
                decisions_of(db, ModerationSubject::Petition(id))?,
                news_of(db, id)?,
            ))
        })?;
        let own = own.first();
        let here = address(token);
        let send_action = format!("{here}/send");
        let state = shown_state(petition.state, petition.closes_at, now);
        let due = owed.iter().find(|step| step.met_at.is_none());
        let ruling = rulings.first().filter(|ruling| {
            matches!(
                (ruling.kind, state),
                (RulingKind::Refuse, PetitionState::Refused)
                    | (RulingKind::Forward, PetitionState::Forwarded)
                    | (RulingKind::TakeDown, PetitionState::TakenDown)
            )
        });
        let reason = ruling.and_then(|ruling| ruling.reason.clone());
        let code = ruling.and_then(|ruling| ruling.code.clone());
        let needed = i64::from(petition.rules.supporters_needed);
        let section = |text: &str| to_html(text, Under::Section);
        Ok(Self {
            title: petition.title.clone(),
            lang: petition.language.code(),
            reference: petition.reference.clone(),
            state: state.code(),
            body_name: petition.body_name(language).to_owned(),
            has_error: !error.is_empty(),
            error,
            is_gathering: state == PetitionState::Gathering,
            is_submitted: state == PetitionState::Submitted,
            is_refused: state == PetitionState::Refused,
            is_forwarded: state == PetitionState::Forwarded,
            is_running: matches!(
                state,
                PetitionState::Open
                    | PetitionState::Closed
                    | PetitionState::HandedOver
                    | PetitionState::Answered
            ),
            is_withdrawn: state == PetitionState::Withdrawn,
            is_taken_down: state == PetitionState::TakenDown,
            supporters: page.supporters,
            supporters_needed: needed,
            supporters_missing: (needed - page.supporters).max(0),
            support_url: format!("{}/support/{}", app.base_url, page.person.support_token),
            percent: (page.supporters * 100 / needed.max(1)).clamp(0, 100),
            can_submit: may_submit(&petition.rules, page.supporters),
            send_csrf: proof_of_address(app, &send_action),
            send_action,
            has_due: due.is_some(),
            due_day: due
                .map(|step| last_day_before(step.due_at).to_string())
                .unwrap_or_default(),
            is_answer_due: due.is_some_and(|step| {
                step.kind == weerklank_domain::obligations::ObligationKind::Answer
            }),
            has_petition_url: petition.is_public,
            petition_url: format!("/petitions/{}", petition.slug),
            share_url: format!("{}/petitions/{}", app.base_url, petition.slug),
            signature_count: petition.count.total(),
            has_closes_at: petition.closes_at.is_some(),
            closes_at: rfc3339_or_empty(petition.closes_at),
            has_reason: reason.is_some(),
            reason_html: reason.as_deref().map(section).unwrap_or_default(),
            has_ground: state == PetitionState::Refused && code.is_some(),
            has_class: state == PetitionState::TakenDown && code.is_some(),
            ground: code.clone().unwrap_or_default(),
            class: code.unwrap_or_default(),
            to_name: events
                .iter()
                .rev()
                .find(|event| event.kind == EventKind::Forwarded)
                .and_then(|event| event.to_name.clone())
                .unwrap_or_default(),
            events: events
                .iter()
                .map(|event| EventRow {
                    kind: event.kind.code(),
                    at: rfc3339(event.at),
                })
                .collect(),
            can_write_news: has_news(petition.state),
            news_url: format!("{here}/news"),
            has_own: own.is_some(),
            own: own.map(|own| OwnDecision::of(app, own)).unwrap_or_default(),
            has_news: !updates.is_empty(),
            news: updates
                .iter()
                .map(|(update, decision)| NewsRow::of(app, update, decision.as_ref()))
                .collect(),
            can_withdraw: petition.state.after(Step::Withdraw).is_ok(),
            withdraw_url: format!("{here}/withdraw"),
        })
    }
}

impl PageView for StatusPage {
    const TEMPLATE: &'static str = "pages/petitions/write/status";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let html = |text: &str| to_html(text, Under::Section);
        let states = PetitionState::ALL.into_iter().filter(|state| {
            !matches!(
                state,
                PetitionState::Draft | PetitionState::RevisionRequested
            )
        });
        states
            .flat_map(|state| [(state, true), (state, false)])
            .map(|(state, is_rich)| {
                let news = |is_waiting, is_declined| NewsRow {
                    at: "2026-03-02T10:00:00Z".to_owned(),
                    text_html: html("Er waren *veel* mensen."),
                    is_waiting,
                    is_declined,
                    reason_html: html("Er staat een naam in."),
                    has_rule: is_declined,
                    rule: "personal_data",
                    can_complain: is_declined,
                    complaint_url: "/complaints/author/7/abc".to_owned(),
                };
                let view = Self {
                    title: "Een bankje & een boom".to_owned(),
                    lang: "nl",
                    reference: "P26-0001".to_owned(),
                    state: state.code(),
                    body_name: "Gemeenteraad".to_owned(),
                    has_error: is_rich && state == PetitionState::Gathering,
                    error: "too_few",
                    is_gathering: state == PetitionState::Gathering,
                    is_submitted: state == PetitionState::Submitted,
                    is_refused: state == PetitionState::Refused,
                    is_forwarded: state == PetitionState::Forwarded,
                    is_running: matches!(
                        state,
                        PetitionState::Open
                            | PetitionState::Closed
                            | PetitionState::HandedOver
                            | PetitionState::Answered
                    ),
                    is_withdrawn: state == PetitionState::Withdrawn,
                    is_taken_down: state == PetitionState::TakenDown,
                    supporters: if is_rich { 25 } else { 3 },
                    supporters_needed: 25,
                    supporters_missing: if is_rich { 0 } else { 22 },
                    support_url: "https://voorbeeld.nl/support/abc".to_owned(),
                    percent: if is_rich { 100 } else { 12 },
                    can_submit: is_rich,
                    send_action: "/mine/abc/send".to_owned(),
                    send_csrf: "0123456789".to_owned(),
                    has_due: is_rich,
                    due_day: "2026-05-01".to_owned(),
                    is_answer_due: state == PetitionState::HandedOver,
                    has_petition_url: is_rich,
                    petition_url: "/petitions/bankje".to_owned(),
                    share_url: "https://voorbeeld.nl/petitions/bankje".to_owned(),
                    signature_count: 1_310,
                    has_closes_at: is_rich,
                    closes_at: "2026-05-01T10:00:00Z".to_owned(),
                    has_own: is_rich,
                    own: OwnDecision::sample(),
                    has_reason: is_rich,
                    reason_html: html("Zeg wat er moet **gebeuren**."),
                    has_ground: is_rich,
                    ground: "no_action".to_owned(),
                    has_class: is_rich,
                    class: "threat".to_owned(),
                    to_name: "Provincie".to_owned(),
                    events: vec![EventRow {
                        kind: "filed",
                        at: "2026-03-02T10:00:00Z".to_owned(),
                    }],
                    can_write_news: is_rich,
                    news_url: "/mine/abc/news".to_owned(),
                    news: if is_rich {
                        vec![news(true, false), news(false, true), news(false, false)]
                    } else {
                        Vec::new()
                    },
                    has_news: is_rich,
                    can_withdraw: is_rich,
                    withdraw_url: "/mine/abc/withdraw".to_owned(),
                };
                let name = if is_rich { "rich" } else { "bare" };
                (format!("{}-{name}", state.code()), view)
            })
            .collect()
    }
}
