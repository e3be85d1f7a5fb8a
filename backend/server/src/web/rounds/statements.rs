//! `GET` and `POST /rounds/{slug}/statements`: statements, one at a time.

use super::cannot::cannot;
use super::card::RoundHead;
use super::public_round;
use super::take_part::mail_link;
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, form_page, opened, returned_status, see_other};
use crate::web::page::PageView;
use crate::web::petitions::sign_form::email_code;
use crate::web::proven::proven_of;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::inputs::{
    CannotTakePart, Deed, StatementsFor, cast_ballot, may_take_part, statements_for,
};
use weerklank_acts::people::{Identity, Proven};
use weerklank_domain::inputs::{Ballot, Tally};
use weerklank_domain::people::EmailAddress;
use weerklank_domain::rounds::{Access, InputForm, Takes};
use weerklank_store::inputs::{
    InputFilter, InputRecord, InputSort, Scope, find_by_id, page, tallies,
};
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct StatementsPage {
    head: RoundHead,
    has_question: bool,
    question: String,
    action: String,
    csrf: String,
    form_expired: bool,
    has_errors: bool,
    problems: Vec<Problem>,
    /// Whether people can vote now.
    is_open: bool,
    has_next: bool,
    statement: StatementView,
    /// What was chosen, where only the address is missing.
    asks_email: bool,
    chosen: &'static str,
    email: Field,
    done: i64,
    all: i64,
    percent: i64,
    takes_own: bool,
    own_url: String,
    results: Vec<ResultView>,
    has_results: bool,
    all_url: String,
}

#[derive(Debug, Clone, Default, Serialize)]
struct StatementView {
    id: i64,
    number: String,
    text: String,
    lang: &'static str,
}

/// How people voted on one statement: shown once the round is closed, so that nobody votes as the
/// others did.
#[derive(Debug, Clone, Serialize)]
struct ResultView {
    number: String,
    url: String,
    text: String,
    lang: &'static str,
    agree: i64,
    disagree: i64,
    pass: i64,
    total: i64,
    has_votes: bool,
    agree_percent: i64,
    disagree_percent: i64,
    pass_percent: i64,
    disagree_from: i64,
    pass_from: i64,
}

#[derive(Debug, Default, Deserialize)]
struct Fields {
    #[serde(default)]
    statement: i64,
    #[serde(default)]
    ballot: String,
    #[serde(default)]
    email: String,
    /// Whether the address was asked for on the page.
    #[serde(default)]
    asked: Option<String>,
}

/// What is shown of a form that came back.
#[derive(Default)]
struct Shown {
    is_expired: bool,
    chosen: Option<(InputRecord, Ballot)>,
    email: String,
    problems: Vec<Problem>,
}

struct Found {
    round: RoundRecord,
    next: StatementsFor,
    results: Vec<ResultView>,
}

/// So many results stand on the page.
const MOST_RESULTS: i64 = 50;

async fn look(app: &Arc<App>, slug: &str, proven: Option<Proven>) -> WebResult<Found> {
    let slug = slug.to_owned();
    app.block(move |app| {
        let round = public_round(app, &slug)?;
        if round.form(InputForm::Statement).is_none() {
            return Err(ErrorCode::NotFound.into());
        }
        let now = app.house.clock.now();
        let seed = now.timestamp().unsigned_abs();
        let is_open = round.window().takes(now) == Ok(Takes::Input) && !round.is_elsewhere();
        let next = if is_open {
            statements_for(&app.house, round.id, proven.as_ref(), seed)?
        } else {
            StatementsFor {
                next: None,
                done: 0,
                all: 0,
            }
        };
        let results = if is_open {
            Vec::new()
        } else {
            results(app, &round)?
        };
        WebResult::Ok(Found {
            round,
            next,
            results,
        })
    })
    .await
}

fn results(app: &App, round: &RoundRecord) -> WebResult<Vec<ResultView>> {
    Ok(app.house.store.read(|db| {
        let filter = InputFilter {
            form: Some(InputForm::Statement),
            ..InputFilter::default()
        };
        let sort = InputSort::Oldest;
        let found = page(
            db,
            round.id,
            Scope::Public,
            &filter,
            sort,
            None,
            MOST_RESULTS,
        )?;
        let ids: Vec<i64> = found.items.iter().map(|card| card.id).collect();
        let tallied = tallies(db, &ids)?;
        Ok::<_, ActError>(
            found
                .items
                .iter()
                .map(|card| {
                    let tally = tallied.get(&card.id).copied().unwrap_or_default();
                    ResultView::of(round, card.number, &card.text, card.language.code(), tally)
                })
                .collect(),
        )
    })?)
}

impl ResultView {
    fn of(round: &RoundRecord, number: i64, text: &str, lang: &'static str, tally: Tally) -> Self {
        let percent = tally.percentages();
        let (agree_percent, disagree_percent, pass_percent) = percent.map_or((0, 0, 0), |shares| {
            (shares.agree, shares.disagree, shares.pass)
        });
        Self {
            number: weerklank_domain::inputs::InputNumber {
                round: round.number,
                number,
            }
            .to_string(),
            url: format!("/rounds/{}/inputs/{number}", round.slug),
            text: text.to_owned(),
            lang,
            agree: tally.agree,
            disagree: tally.disagree,
            pass: tally.pass,
            total: tally.total(),
            has_votes: tally.total() > 0,
            agree_percent: agree_percent.into(),
            disagree_percent: disagree_percent.into(),
            pass_percent: pass_percent.into(),
            disagree_from: agree_percent.into(),
            pass_from: i64::from(agree_percent) + i64::from(disagree_percent),
        }
    }
}

/// Shows the next statement, or how people voted.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let proven = proven_of(&app, &request);
    let found = look(&app, &slug, proven.clone()).await?;
    answer(
        &request,
        &app,
        visitor,
        &found,
        proven.as_ref(),
        Shown::default(),
    )
}

fn answer(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    found: &Found,
    proven: Option<&Proven>,
    shown: Shown,
) -> WebResult<HttpResponse> {
    let round = &found.round;
    let now = app.house.clock.now();
    let is_open = round.window().takes(now) == Ok(Takes::Input) && !round.is_elsewhere();
    if is_open && round.access == Access::Code && !may_vote(app, round, proven) {
        return Ok(see_other(&format!("/rounds/{}/code", round.slug)));
    }
    let browser = Browser::of(app, request);
    let action = format!("/rounds/{}/statements", round.slug);
    let form = round.form(InputForm::Statement);
    let statement = shown
        .chosen
        .as_ref()
        .map(|(input, _)| input)
        .or(found.next.next.as_ref());
    let (done, all) = (found.next.done, found.next.all);
    let view = StatementsPage {
        head: RoundHead::of(round, visitor.language, now),
        has_question: form.is_some_and(|form| !form.question.is_empty()),
        question: form.map(|form| form.question.clone()).unwrap_or_default(),
        csrf: browser.proof(app, &action),
        action,
        form_expired: shown.is_expired,
        has_errors: !shown.problems.is_empty(),
        is_open,
        has_next: is_open && statement.is_some(),
        statement: statement.map(StatementView::of).unwrap_or_default(),
        asks_email: shown.chosen.is_some(),
        chosen: shown
            .chosen
            .as_ref()
            .map_or("", |(_, ballot)| ballot.code()),
        email: Field::of(&shown.email, "email", &shown.problems),
        problems: shown.problems,
        done,
        all,
        percent: if all > 0 { done * 100 / all } else { 0 },
        takes_own: is_open && form.is_some_and(|form| form.takes_own),
        own_url: format!("/rounds/{}/take-part?form=statement", round.slug),
        has_results: !found.results.is_empty(),
        results: found.results.clone(),
        all_url: format!("/rounds/{}/inputs?form=statement", round.slug),
    };
    let status = returned_status(view.form_expired, view.has_errors);
    form_page(app, request, visitor, &browser, status, &view)
}

fn may_vote(app: &App, round: &RoundRecord, proven: Option<&Proven>) -> bool {
    let unproven = Proven {
        identity: Identity::Email(String::new()),
        email: None,
    };
    may_take_part(round, proven.unwrap_or(&unproven), app.house.clock.now()).is_ok()
}

impl StatementView {
    fn of(input: &InputRecord) -> Self {
        Self {
            id: input.id,
            number: input.number.to_string(),
            text: input.text.clone(),
            lang: input.language.code(),
        }
    }
}

/// Takes a vote; somebody who is not known yet is asked for an address, once.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = format!("/rounds/{slug}/statements");
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let proven = proven_of(&app, &request);
    let found = look(&app, &slug, proven.clone()).await?;
    let mut shown = Shown {
        is_expired: !is_proven,
        ..Shown::default()
    };
    if !is_proven {
        return answer(&request, &app, visitor, &found, proven.as_ref(), shown);
    }
    let ballot = Ballot::from_code(&fields.ballot).ok_or(ErrorCode::BadRequest)?;
    if found.round.window().takes(app.house.clock.now()) != Ok(Takes::Input) {
        return cannot(
            &request,
            &app,
            visitor,
            &found.round,
            CannotTakePart::Closed,
        );
    }
    let round_id = found.round.id;
    if let Some(proven) = proven {
        app.count_write(&request)?;
        let id = fields.statement;
        let outcome = app
            .block(move |app| WebResult::Ok(cast_ballot(&app.house, &proven, round_id, id, ballot)))
            .await?;
        return match outcome {
            Ok(_) => {
                app.metrics.act("cast_ballot");
                Ok(see_other(&action))
            }
            Err(ActError::CannotTakePart(reason)) => {
                refuse(&request, &app, visitor, &found.round, reason)
            }
            Err(error) => Err(error.into()),
        };
    }
    if fields.asked.is_some() {
        match EmailAddress::parse(&fields.email) {
            Ok(email) => {
                app.count_write(&request)?;
                let deed = Deed::Ballot {
                    round_id,
                    input_id: fields.statement,
                    ballot: ballot.code().to_owned(),
                };
                let handle = mail_link(&app, email, visitor.language, deed).await?;
                return Ok(see_other(&format!("/take-part/sent/{handle}")));
            }
            Err(fault) => shown.problems.push(Problem {
                field: "email",
                code: email_code(fault),
            }),
        }
    }
    let id = fields.statement;
    let input = app
        .block(move |app| {
            app.house
                .store
                .read(|db| Ok::<_, ActError>(find_by_id(db, id)?))
        })
        .await?
        .filter(|input| input.round_id == round_id && input.is_listed)
        .ok_or(ErrorCode::NotFound)?;
    shown.chosen = Some((input, ballot));
    shown.email = fields.email;
    answer(&request, &app, visitor, &found, None, shown)
}

fn refuse(
    request: &HttpRequest,
    app: &App,
    visitor: Visitor,
    round: &RoundRecord,
    reason: CannotTakePart,
) -> WebResult<HttpResponse> {
    match reason {
        CannotTakePart::NeedsCode => Ok(see_other(&format!("/rounds/{}/code", round.slug))),
        other => cannot(request, app, visitor, round, other),
    }
}

impl PageView for StatementsPage {
    const TEMPLATE: &'static str = "pages/rounds/statements";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use weerklank_domain::rounds::RoundState;
        let statement = StatementView {
            id: 7,
            number: "R12-0043".to_owned(),
            text: "Het plein moet <b>der</b> autovrij zijn.".to_owned(),
            lang: "nl",
        };
        let voting = Self {
            head: RoundHead::sample(RoundState::Open),
            has_question: true,
            question: "Wat vindt u?".to_owned(),
            action: "/rounds/plein/statements".to_owned(),
            csrf: "abc".to_owned(),
            form_expired: false,
            has_errors: false,
            problems: Vec::new(),
            is_open: true,
            has_next: true,
            statement,
            asks_email: false,
            chosen: "",
            email: Field::default(),
            done: 3,
            all: 12,
            percent: 25,
            takes_own: true,
            own_url: "/rounds/plein/take-part?form=statement".to_owned(),
            results: Vec::new(),
            has_results: false,
            all_url: "/rounds/plein/inputs?form=statement".to_owned(),
        };
        let asking = |chosen: &'static str, is_wrong: bool| {
            let problem = Problem {
                field: "email",
                code: "invalid_email",
            };
            let problems: Vec<Problem> = is_wrong.then_some(problem).into_iter().collect();
            Self {
                asks_email: true,
                chosen,
                has_errors: is_wrong,
                email: Field::of("zoe@", "email", &problems),
                problems,
                ..voting.clone()
            }
        };
        let all_done = Self {
            has_next: false,
            done: 12,
            percent: 100,
            has_question: false,
            ..voting.clone()
        };
        let result = |agree: i64, disagree: i64, pass: i64| ResultView {
            number: "R12-0043".to_owned(),
            url: "/rounds/plein/inputs/43".to_owned(),
            text: "Het plein moet autovrij zijn.".to_owned(),
            lang: "nl",
            agree,
            disagree,
            pass,
            total: agree + disagree + pass,
            has_votes: agree + disagree + pass > 0,
            agree_percent: agree,
            disagree_percent: disagree,
            pass_percent: pass,
            disagree_from: agree,
            pass_from: agree + disagree,
        };
        let closed = Self {
            head: RoundHead::sample(RoundState::Closed),
            is_open: false,
            has_next: false,
            takes_own: false,
            results: vec![result(60, 30, 10), result(0, 0, 0)],
            has_results: true,
            ..voting.clone()
        };
        let nothing = Self {
            results: Vec::new(),
            has_results: false,
            ..closed.clone()
        };
        let expired = Self {
            form_expired: true,
            ..voting.clone()
        };
        let mut pages = vec![
            ("voting".to_owned(), voting.clone()),
            ("all-done".to_owned(), all_done),
            ("closed".to_owned(), closed),
            ("nothing".to_owned(), nothing),
            ("expired".to_owned(), expired),
        ];
        for ballot in Ballot::ALL {
            pages.push((
                format!("asking-{}", ballot.code()),
                asking(ballot.code(), false),
            ));
        }
        pages.push(("asking-wrong".to_owned(), asking("agree", true)));
        pages
    }
}
