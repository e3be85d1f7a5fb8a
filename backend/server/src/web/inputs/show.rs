//! `GET /rounds/{slug}/inputs/{number}`: one input with its thread; standing behind it; and the page
//! that tells its author that it was received.

use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebError, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, form_page, opened, returned_status, see_other};
use crate::web::page::{PageView, private_page};
use crate::web::petitions::card::rfc3339;
use crate::web::petitions::sign_form::email_code;
use crate::web::proven::proven_of;
use crate::web::rounds::card::RoundHead;
use crate::web::rounds::public_round;
use crate::web::rounds::take_part::{cannot, mail_link};
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{Deed, endorse_input, stop_endorsing};
use weerklank_acts::people::Proven;
use weerklank_domain::Language;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, SenderKind, Tally};
use weerklank_domain::people::EmailAddress;
use weerklank_domain::rounds::{InputForm, Takes};
use weerklank_domain::text::{SafeHtml, Under, to_html};
use weerklank_store::inputs::{
    InputRecord, OriginRecord, SenderGroup, VersionRecord, endorsed, find, find_by_id, members,
    origin, tallies, versions,
};
use weerklank_store::people::Keyed;
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct InputPage {
    head: RoundHead,
    number: String,
    lang: &'static str,
    form: &'static str,
    is_statement: bool,
    is_readable: bool,
    /// Why nobody reads it: `private`, `awaiting`, `withdrawn`, `removed`.
    unread: &'static str,
    has_title: bool,
    title: String,
    line: String,
    text_html: SafeHtml,
    has_name: bool,
    name: String,
    is_organisation: bool,
    channel: &'static str,
    is_web: bool,
    has_source: bool,
    source_name: String,
    has_source_url: bool,
    source_url: String,
    has_area: bool,
    area_name: String,
    has_place: bool,
    place_name: String,
    at: String,
    is_late: bool,
    state: &'static str,
    is_changed: bool,
    changed_at: String,
    versions: Vec<VersionView>,
    has_senders: bool,
    senders: i32,
    others: Vec<OtherView>,
    is_variant: bool,
    first_url: String,
    endorsements: i32,
    can_endorse: bool,
    has_endorsed: bool,
    endorse_action: String,
    csrf: String,
    asks_email: bool,
    email: Field,
    has_errors: bool,
    problems: Vec<Problem>,
    form_expired: bool,
    has_votes: bool,
    agree: i64,
    disagree: i64,
    pass: i64,
    replies: i32,
    replies_url: String,
    share_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct VersionView {
    version: i32,
    at: String,
    text_html: SafeHtml,
}

#[derive(Debug, Clone, Serialize)]
struct OtherView {
    number: String,
    url: String,
    has_name: bool,
    name: String,
    is_readable: bool,
}

/// So many of those who sent the same text are named.
const MOST_OTHERS: i64 = 50;

struct Whole {
    round: RoundRecord,
    input: InputRecord,
    origin: Option<OriginRecord>,
    versions: Vec<VersionRecord>,
    others: Vec<SenderGroup>,
    first: Option<i64>,
    tally: Tally,
    has_endorsed: bool,
}

#[derive(Default)]
struct Shown {
    asks_email: bool,
    email: String,
    problems: Vec<Problem>,
    is_expired: bool,
}

async fn look(app: &Arc<App>, slug: &str, number: i64, proven: Option<Proven>) -> WebResult<Whole> {
    let slug = slug.to_owned();
    app.block(move |app| {
        let round = public_round(app, &slug)?;
        let vault = &app.house.vault;
        let found = app.house.store.read_at_once(|db| {
            let Some(input) = find(db, round.id, number)? else {
                return Ok(None);
            };
            let key = proven.map(|proven| proven.key(vault, Keyed::Endorser(input.id)));
            let first = match input.group_id {
                Some(leader) => find_by_id(db, leader)?.map(|first| first.number.number),
                None => None,
            };
            Ok::<_, ActError>(Some(Whole {
                origin: origin(db, input.id)?,
                versions: versions(db, input.id)?,
                others: members(db, input.id, MOST_OTHERS)?,
                tally: tallies(db, &[input.id])?
                    .remove(&input.id)
                    .unwrap_or_default(),
                has_endorsed: match &key {
                    Some(key) => endorsed(db, input.id, key)?,
                    None => false,
                },
                first,
                round,
                input,
            }))
        })?;
        found.ok_or_else(|| WebError::from(ErrorCode::NotFound))
    })
    .await
}

fn number_of(text: &str) -> WebResult<i64> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Answers an input.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let proven = proven_of(&app, &request);
    let whole = look(&app, &slug, number_of(&number)?, proven).await?;
    answer(&request, &app, visitor, &whole, Shown::default())
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    whole: &Whole,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let action = format!("{}/endorse", here(whole));
    let status = returned_status(shown.is_expired, !shown.problems.is_empty());
    let csrf = browser.proof(app, &action);
    let view = InputPage::of(app, whole, visitor.language, shown, action, csrf);
    form_page(app, request, visitor, &browser, status, &view)
}

fn here(whole: &Whole) -> String {
    format!(
        "/rounds/{}/inputs/{}",
        whole.round.slug, whole.input.number.number
    )
}

fn unread(input: &InputRecord) -> &'static str {
    match (input.standing.state, input.standing.moderation) {
        (InputState::Withdrawn, _) => "withdrawn",
        (InputState::Removed, _) | (_, ModerationState::Hidden) => "removed",
        (_, ModerationState::Awaiting) => "awaiting",
        _ => "private",
    }
}

impl InputPage {
    fn of(
        app: &App,
        whole: &Whole,
        language: Language,
        shown: Shown,
        endorse_action: String,
        csrf: String,
    ) -> Self {
        let (round, input) = (&whole.round, &whole.input);
        let now = app.house.clock.now();
        let is_readable = input.is_readable();
        let is_statement = input.form == InputForm::Statement;
        let is_open = round.window().takes(now) == Ok(Takes::Input) && !round.is_elsewhere();
        let html = |text: &str| to_html(text, Under::Section);
        let url = here(whole);
        // What nobody may read is not sent either, not even into a part of the page that is not shown.
        let text = if is_readable { input.text.as_str() } else { "" };
        let source_url = whole.origin.as_ref().and_then(|origin| origin.url.clone());
        Self {
            head: RoundHead::of(round, language, now),
            number: input.number.to_string(),
            lang: input.language.code(),
            form: input.form.code(),
            is_statement,
            is_readable,
            unread: unread(input),
            has_title: is_readable && input.title.is_some(),
            title: input
                .title
                .clone()
                .filter(|_| is_readable)
                .unwrap_or_default(),
            line: if is_statement {
                text.to_owned()
            } else {
                String::new()
            },
            text_html: html(text),
            has_name: is_readable && input.display_name.is_some(),
            name: input
                .display_name
                .clone()
                .filter(|_| is_readable)
                .unwrap_or_default(),
            is_organisation: input.sender_kind == SenderKind::Organisation,
            channel: input.channel.code(),
            is_web: input.channel == Channel::Web,
            has_source: input.source_name.is_some(),
            source_name: input.source_name.clone().unwrap_or_default(),
            has_source_url: source_url.is_some(),
            source_url: source_url.unwrap_or_default(),
            has_area: input.area.is_some(),
            area_name: input
                .area
                .as_ref()
                .map(|(_, name)| name.clone())
                .unwrap_or_default(),
            has_place: is_readable && input.place_name.is_some(),
            place_name: input
                .place_name
                .clone()
                .filter(|_| is_readable)
                .unwrap_or_default(),
            at: rfc3339(input.received_at),
            is_late: input.is_late,
            state: input.standing.state.code(),
            is_changed: is_readable && input.version > 1,
            changed_at: rfc3339(input.changed_at),
            versions: whole
                .versions
                .iter()
                .rev()
                .skip(1)
                .filter(|_| is_readable)
                .map(|version| VersionView {
                    version: version.version,
                    at: rfc3339(version.at),
                    text_html: html(&version.text),
                })
                .collect(),
            has_senders: input.senders > 1,
            senders: input.senders,
            others: whole
                .others
                .iter()
                .map(|other| OtherView::of(round, other))
                .collect(),
            is_variant: whole.first.is_some(),
            first_url: whole
                .first
                .map(|number| format!("/rounds/{}/inputs/{number}", round.slug))
                .unwrap_or_default(),
            endorsements: input.endorsements,
            can_endorse: is_open && is_readable && !is_statement,
            has_endorsed: whole.has_endorsed,
            endorse_action,
            csrf,
            asks_email: shown.asks_email,
            email: Field::of(&shown.email, "email", &shown.problems),
            has_errors: !shown.problems.is_empty(),
            problems: shown.problems,
            form_expired: shown.is_expired,
            has_votes: is_statement && !is_open && whole.tally.total() > 0,
            agree: whole.tally.agree,
            disagree: whole.tally.disagree,
            pass: whole.tally.pass,
            replies: input.replies,
            replies_url: format!("{url}/replies"),
            share_url: format!("{}{url}", app.base_url),
        }
    }
}

impl OtherView {
    fn of(round: &RoundRecord, other: &SenderGroup) -> Self {
        let number = weerklank_domain::inputs::InputNumber {
            round: round.number,
            number: other.number,
        };
        let name = other.display_name.clone().filter(|_| other.is_readable);
        Self {
            number: number.to_string(),
            url: format!("/rounds/{}/inputs/{}", round.slug, other.number),
            has_name: name.is_some(),
            name: name.unwrap_or_default(),
            is_readable: other.is_readable,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    email: String,
    #[serde(default)]
    asked: Option<String>,
    #[serde(default)]
    stop: Option<String>,
}

/// Stands behind an input, or stops to.
pub async fn endorse(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let number = number_of(&number)?;
    let proven = proven_of(&app, &request);
    let whole = look(&app, &slug, number, proven.clone()).await?;
    let action = format!("{}/endorse", here(&whole));
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let mut shown = Shown {
        is_expired: !is_proven,
        email: fields.email.clone(),
        ..Shown::default()
    };
    if !is_proven {
        return answer(&request, &app, visitor, &whole, shown);
    }
    let (round_id, input_id) = (whole.round.id, whole.input.id);
    if let Some(proven) = proven {
        app.count_write(&request)?;
        let stops = fields.stop.is_some();
        let outcome = app
            .block(move |app| {
                WebResult::Ok(if stops {
                    stop_endorsing(&app.house, &proven, round_id, input_id)
                } else {
                    endorse_input(&app.house, &proven, round_id, input_id)
                })
            })
            .await?;
        return match outcome {
            Ok(_) => Ok(see_other(&here(&whole))),
            Err(ActError::CannotTakePart(reason)) => {
                cannot(&request, &app, visitor, &whole.round, reason)
            }
            Err(error) => Err(error.into()),
        };
    }
    shown.asks_email = true;
    if fields.asked.is_some() {
        match EmailAddress::parse(&fields.email) {
            Ok(email) => {
                app.count_write(&request)?;
                let deed = Deed::Endorsement { round_id, input_id };
                let handle = mail_link(&app, email, visitor.language, deed).await?;
                return Ok(see_other(&format!("/take-part/sent/{handle}")));
            }
            Err(fault) => shown.problems.push(Problem {
                field: "email",
                code: email_code(fault),
            }),
        }
    }
    answer(&request, &app, visitor, &whole, shown)
}

/// An input was received.
#[derive(Debug, Clone, Serialize)]
pub struct ReceivedPage {
    head: RoundHead,
    number: String,
    url: String,
    is_awaiting: bool,
    is_private: bool,
    is_late: bool,
    has_answer_by: bool,
    answer_by: String,
    again_url: String,
    statements_url: String,
    has_statements: bool,
}

/// Tells somebody that an input was received, with its number.
pub async fn received(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (slug, number) = path.into_inner();
    let whole = look(&app, &slug, number_of(&number)?, None).await?;
    let (round, input) = (&whole.round, &whole.input);
    let url = here(&whole);
    let view = ReceivedPage {
        head: RoundHead::of(round, visitor.language, app.house.clock.now()),
        number: input.number.to_string(),
        is_awaiting: input.standing.moderation == ModerationState::Awaiting,
        is_private: !input.is_public,
        is_late: input.is_late,
        has_answer_by: round.answer_by.is_some(),
        answer_by: round
            .answer_by
            .map(|day| day.to_string())
            .unwrap_or_default(),
        again_url: format!("/rounds/{}/take-part", round.slug),
        statements_url: format!("/rounds/{}/statements", round.slug),
        has_statements: round.form(InputForm::Statement).is_some(),
        url,
    };
    let (path, query) = (request.path(), request.query_string());
    private_page(&app, visitor.language, path, query, StatusCode::OK, &view)
}

impl PageView for ReceivedPage {
    const TEMPLATE: &'static str = "pages/inputs/received";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let plain = Self {
            head: RoundHead::sample(weerklank_domain::rounds::RoundState::Open),
            number: "R12-0043".to_owned(),
            url: "/rounds/plein/inputs/43".to_owned(),
            is_awaiting: false,
            is_private: false,
            is_late: false,
            has_answer_by: false,
            answer_by: String::new(),
            again_url: "/rounds/plein/take-part".to_owned(),
            statements_url: "/rounds/plein/statements".to_owned(),
            has_statements: false,
        };
        let rich = Self {
            is_awaiting: true,
            is_private: true,
            is_late: true,
            has_answer_by: true,
            answer_by: "2026-06-01".to_owned(),
            has_statements: true,
            ..plain.clone()
        };
        vec![("plain".to_owned(), plain), ("rich".to_owned(), rich)]
    }
}

impl PageView for InputPage {
    const TEMPLATE: &'static str = "pages/inputs/show";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        samples::pages()
    }
}

#[cfg(test)]
mod samples {
    use super::*;
    use weerklank_domain::rounds::RoundState;

    fn rich() -> InputPage {
        let html = || to_html("Zet er **bankjes** neer.", Under::Section);
        InputPage {
            head: RoundHead::sample(RoundState::Open),
            number: "R12-0043".to_owned(),
            lang: "nl",
            form: "idea",
            is_statement: false,
            is_readable: true,
            unread: "private",
            has_title: true,
            title: "Bankjes <b>der</b> rust".to_owned(),
            line: String::new(),
            text_html: html(),
            has_name: true,
            name: "Zoë".to_owned(),
            is_organisation: true,
            channel: "elsewhere",
            is_web: false,
            has_source: true,
            source_name: "Buurtforum".to_owned(),
            has_source_url: true,
            source_url: "https://voorbeeld.nl/forum".to_owned(),
            has_area: true,
            area_name: "Havenkwartier".to_owned(),
            has_place: true,
            place_name: "Bij de fontein".to_owned(),
            at: "2026-03-03T10:00:00Z".to_owned(),
            is_late: true,
            state: "open",
            is_changed: true,
            changed_at: "2026-03-04T10:00:00Z".to_owned(),
            versions: vec![VersionView {
                version: 1,
                at: "2026-03-03T10:00:00Z".to_owned(),
                text_html: html(),
            }],
            has_senders: true,
            senders: 412,
            others: [true, false]
                .map(|is_readable| OtherView {
                    number: "R12-0044".to_owned(),
                    url: "/rounds/plein/inputs/44".to_owned(),
                    has_name: is_readable,
                    name: "Jan".to_owned(),
                    is_readable,
                })
                .to_vec(),
            is_variant: false,
            first_url: String::new(),
            endorsements: 12,
            can_endorse: true,
            has_endorsed: false,
            endorse_action: "/rounds/plein/inputs/43/endorse".to_owned(),
            csrf: "abc".to_owned(),
            asks_email: false,
            email: Field::default(),
            has_errors: false,
            problems: Vec::new(),
            form_expired: false,
            has_votes: false,
            agree: 6,
            disagree: 3,
            pass: 1,
            replies: 3,
            replies_url: "/rounds/plein/inputs/43/replies".to_owned(),
            share_url: "https://voorbeeld.nl/rounds/plein/inputs/43".to_owned(),
        }
    }

    pub fn pages() -> Vec<(String, InputPage)> {
        let plain = InputPage {
            has_title: false,
            has_name: false,
            is_web: true,
            channel: "web",
            has_source: false,
            has_source_url: false,
            has_area: false,
            has_place: false,
            is_late: false,
            is_changed: false,
            has_senders: false,
            is_variant: true,
            first_url: "/rounds/plein/inputs/12".to_owned(),
            has_endorsed: true,
            ..rich()
        };
        let asking = InputPage {
            asks_email: true,
            ..plain.clone()
        };
        let problem = Problem {
            field: "email",
            code: "invalid_email",
        };
        let wrong = InputPage {
            email: Field::of("zoe@", "email", &[problem]),
            has_errors: true,
            problems: vec![problem],
            ..asking.clone()
        };
        let statement = InputPage {
            head: RoundHead::sample(RoundState::Closed),
            is_statement: true,
            form: "statement",
            line: "Het plein moet autovrij zijn.".to_owned(),
            can_endorse: false,
            has_votes: true,
            is_organisation: false,
            ..rich()
        };
        let expired = InputPage {
            form_expired: true,
            ..rich()
        };
        let mut pages = vec![
            ("rich".to_owned(), rich()),
            ("plain".to_owned(), plain.clone()),
            ("asking".to_owned(), asking),
            ("wrong".to_owned(), wrong),
            ("statement".to_owned(), statement),
            ("expired".to_owned(), expired),
        ];
        for (unread, state) in [
            ("private", "open"),
            ("awaiting", "open"),
            ("withdrawn", "withdrawn"),
            ("removed", "removed"),
        ] {
            let view = InputPage {
                is_readable: false,
                unread,
                state,
                can_endorse: false,
                ..plain.clone()
            };
            pages.push((unread.to_owned(), view));
        }
        for state in ["answered", "set_aside"] {
            let view = InputPage {
                state,
                ..plain.clone()
            };
            pages.push((state.replace('_', "-"), view));
        }
        pages
    }
}
