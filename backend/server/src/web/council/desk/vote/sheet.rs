//! `GET` and `POST /desk/council/votes/{vote}` and `…/correct`: the sheet is written, checked, put before a second
//! person, published or thrown away; a record that is public is corrected with a reason.

use super::super::form::Typed;
use super::super::meeting_url;
use super::fields::sheet as parse;
use super::page::{Common, LinesView, SheetPage, title_of};
use super::trouble::{Names, TroubleView, before, warning};
use super::vote_url;
use crate::web::app::App;
use crate::web::council::vote::cast_of;
use crate::web::council::vote::result::ResultView;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::responses::desk::form::{FormView, Returned, needed};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::council::{
    Around, around, correct_vote, drop_vote, offer_vote, publish_vote, write_vote,
};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::council::{
    CannotVote, Choice, Sheet, SheetBallots, SheetHands, SheetVote, Taken, Unsound, Warning,
};
use weerklank_domain::people::Permission;
use weerklank_store::Db;
use weerklank_store::council::{
    VoteRecord, VoteState, VoteVersion, factions, members, vote, vote_versions,
};

type Staff = Allowed<RunCouncil>;

/// A vote with everything that its sheet needs.
pub(super) struct Whole {
    pub vote: VoteRecord,
    pub around: Around,
    pub names: Names,
    /// The sheet as it is kept; of a public record what it says.
    pub sheet: Sheet,
}

/// The names of members and factions.
fn names(db: &mut Db, body_id: i64) -> ActResult<Names> {
    let mut names = Names::default();
    for (at, member) in members(db)?.into_iter().enumerate() {
        names.order.insert(member.id, at);
        names.members.insert(member.id, member.name);
    }
    for faction in factions(db, Some(body_id))? {
        names.factions.insert(faction.id, faction.text.short_name);
    }
    Ok(names)
}

/// The sheet that a public record was made of.
fn sheet_of(db: &mut Db, version: &VoteVersion, vote: &VoteRecord) -> ActResult<Sheet> {
    let cast = cast_of(db, version.id)?;
    let id = |faction: &Option<(i64, String, String)>| {
        faction
            .as_ref()
            .map(|faction| weerklank_domain::council::FactionId(faction.0))
    };
    let taken = match Taken::empty(vote.method).ok_or(CannotVote::Method)? {
        Taken::ByName { .. } => Taken::ByName {
            votes: cast
                .choices
                .iter()
                .map(|one| SheetVote {
                    member: weerklank_domain::council::MemberId(one.member.0),
                    choice: one.choice,
                    meant: one.meant,
                })
                .collect(),
        },
        Taken::PerFaction { .. } => Taken::PerFaction {
            factions: cast
                .hands
                .iter()
                .map(|one| SheetHands {
                    faction: id(&one.faction),
                    for_it: one.for_it,
                    against: one.against,
                    abstained: one.abstained,
                    recused: one.recused,
                    absent: one.absent,
                    is_mistake: one.is_mistake,
                })
                .collect(),
        },
        Taken::Ballots { .. } => {
            let ballots = version.ballots.ok_or(ActError::Missing)?;
            Taken::Ballots {
                handed_in: ballots.handed_in,
                blank: ballots.blank,
                wrong: ballots.wrong,
                chosen: cast.chosen().map(str::to_owned),
                votes: cast
                    .ballots
                    .into_iter()
                    .map(|one| SheetBallots {
                        candidate: one.candidate,
                        member: one.member_id.map(weerklank_domain::council::MemberId),
                        votes: one.votes,
                    })
                    .collect(),
            }
        }
    };
    Ok(Sheet {
        announced: version.announced,
        summary_nl: version.summary.0.clone(),
        summary_en: version.summary.1.clone(),
        ..Sheet::of(taken)
    })
}

fn load(db: &mut Db, actor: &Actor, reference: &str) -> ActResult<Option<Whole>> {
    let Some(vote) = vote(db, reference)? else {
        return Ok(None);
    };
    actor.require(Permission::RunCouncil, vote.meeting.body_id)?;
    let sheet = match vote.state.sheet() {
        Some(sheet) => sheet.clone(),
        None => {
            let newest = vote_versions(db, vote.id)?.into_iter().next();
            sheet_of(db, &newest.ok_or(ActError::Missing)?, &vote)?
        }
    };
    Ok(Some(Whole {
        around: around(db, &vote)?,
        names: names(db, vote.meeting.body_id)?,
        sheet,
        vote,
    }))
}

pub(super) async fn look(app: &Arc<App>, staff: &Staff, reference: &str) -> WebResult<Whole> {
    let (actor, reference) = (staff.actor.clone(), reference.to_owned());
    let found = app
        .block(move |app| {
            app.house
                .store
                .read_at_once(|db| load(db, &actor, &reference))
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

impl Whole {
    /// What follows from a sheet, or what is in the way.
    pub fn result(&self, sheet: &Sheet) -> Result<ResultView, Vec<TroubleView>> {
        let rules = &self.around.rules.1.rules;
        let chosen = match &sheet.taken {
            Taken::Ballots { chosen, .. } => chosen.as_deref(),
            Taken::ByName { .. } | Taken::PerFaction { .. } => None,
        };
        match rules.tally(sheet, &self.around.circumstances()) {
            Ok(tally) => Ok(ResultView::computed(
                &tally,
                self.vote.method,
                chosen,
                sheet.announced,
            )),
            Err(unsound) => Err(self.troubles(&unsound)),
        }
    }

    pub fn troubles(&self, unsound: &[Unsound]) -> Vec<TroubleView> {
        unsound.iter().map(|one| self.names.trouble(one)).collect()
    }

    /// What the clerk should know before the vote, with those who are recused so far.
    fn warnings(&self, sheet: &Sheet) -> Vec<Warning> {
        let recused = match &sheet.taken {
            Taken::ByName { votes } => {
                let those = votes.iter().filter(|vote| vote.choice == Choice::Recused);
                u32::try_from(those.count()).unwrap_or(0)
            }
            Taken::PerFaction { factions } => factions.iter().map(|one| one.recused).sum(),
            Taken::Ballots { .. } => 0,
        };
        let before = before(&self.around, recused);
        before.map_or_else(Vec::new, |before| {
            self.around.rules.1.rules.warnings(before)
        })
    }
}

/// How a sheet is shown.
#[derive(Default)]
struct Shown {
    returned: Returned,
    conflict: Conflict,
    /// What was typed, where it is not kept.
    sheet: Option<Sheet>,
    typed: Typed,
    /// What was in the way of publishing it.
    refused: Vec<TroubleView>,
    is_correction: bool,
}

fn answer(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let url = vote_url(&whole.vote.reference);
    let action = if shown.is_correction {
        format!("{url}/correct")
    } else {
        url.clone()
    };
    let form = FormView::of(app, &browser, &action, &shown.returned);
    let live_url = format!("{url}/look");
    let live_csrf = browser.proof(app, &live_url);
    let view = SheetPage::of(
        whole,
        shown,
        (form, live_url, live_csrf),
        staff.actor.staff_id,
    );
    let is_refused = shown.conflict.has_conflict || !shown.refused.is_empty();
    let status = shown.returned.status(is_refused);
    desk_page(app, staff, request, visitor, status, &view)
}

/// So much of what is in the way is told: while a sheet is filled in, most of it goes by itself.
const MOST_TROUBLES: usize = 5;

impl SheetPage {
    fn of(
        whole: &Whole,
        shown: &Shown,
        (form, live_url, live_csrf): (FormView, String, String),
        staff_id: i64,
    ) -> Self {
        let vote = &whole.vote;
        let sheet = shown.sheet.as_ref().unwrap_or(&whole.sheet);
        let result = whole.result(sheet);
        let (result, mut troubles) = match result {
            Ok(result) => (Some(result), Vec::new()),
            Err(troubles) => (None, troubles),
        };
        if !shown.refused.is_empty() {
            troubles.clone_from(&shown.refused);
        }
        let more_troubles = troubles.len().saturating_sub(MOST_TROUBLES);
        troubles.truncate(MOST_TROUBLES);
        let needs_second = whole.around.body.needs_second_person;
        let offered_by = match &vote.state {
            VoteState::Offered { by, .. } => Some(*by),
            VoteState::Draft(_) | VoteState::Published => None,
        };
        let is_written = vote.state != VoteState::Published;
        let warnings: Vec<TroubleView> = whole
            .warnings(sheet)
            .into_iter()
            .filter(|_| is_written)
            .map(warning)
            .collect();
        let common = Common::of(sheet, &shown.typed, &shown.returned.problems);
        Self {
            reference: vote.reference.clone(),
            title: title_of(vote),
            lang: vote.language.code(),
            back: meeting_url(&vote.meeting.reference),
            public_url: format!("/council/votes/{}", vote.reference),
            state: vote.state.code(),
            method: vote.method.code(),
            edition: vote.edition,
            form,
            live_url,
            live_csrf,
            has_conflict: shown.conflict.has_conflict,
            conflict: shown.conflict.clone(),
            is_correction: shown.is_correction,
            reason: common.reason,
            needs_second,
            can_offer: needs_second && offered_by.is_none() && !shown.is_correction,
            can_publish: shown.is_correction
                || !needs_second
                || offered_by.is_some_and(|by| by != staff_id),
            is_own_offer: offered_by == Some(staff_id),
            lines: LinesView::of(sheet, &whole.around, &whole.names),
            summary_nl: common.summary_nl,
            summary_en: common.summary_en,
            breakers: common.breakers,
            announced: common.announced,
            has_warnings: !warnings.is_empty(),
            warnings,
            has_troubles: !troubles.is_empty(),
            has_more_troubles: more_troubles > 0,
            more_troubles,
            troubles,
            has_result: result.is_some(),
            result: result.unwrap_or_default(),
        }
    }
}

/// Shows the sheet; of a public record its page.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &staff, &reference).await?;
    if whole.vote.state == VoteState::Published {
        return Ok(see_other(&format!("/council/votes/{reference}")));
    }
    answer(&app, &staff, &request, visitor, &whole, &Shown::default())
}

/// Shows the form that corrects a public record.
pub async fn correction(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let whole = look(&app, &staff, &reference).await?;
    if whole.vote.state != VoteState::Published {
        return Ok(see_other(&vote_url(&reference)));
    }
    let shown = Shown {
        is_correction: true,
        ..Shown::default()
    };
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

/// What is done with a sheet, once it is written.
#[derive(Clone, Copy)]
enum Do {
    Keep,
    Offer,
    Publish,
    Drop,
}

fn done(
    app: &App,
    actor: &Actor,
    (id, read): (i64, i32),
    sheet: &Sheet,
    what: Do,
) -> ActResult<()> {
    if matches!(what, Do::Drop) {
        return drop_vote(&app.house, actor, (id, read));
    }
    let edition = write_vote(&app.house, actor, (id, read), sheet)?;
    match what {
        Do::Keep | Do::Drop => Ok(()),
        Do::Offer => offer_vote(&app.house, actor, (id, edition)),
        Do::Publish => publish_vote(&app.house, actor, (id, edition)),
    }
}

/// Takes a sheet: it is always kept first, so that nothing that was typed is lost.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let whole = look(&app, &staff, &reference).await?;
    let read: i32 = typed.get("edition").parse().unwrap_or(0);
    let parsed = parse(&typed, &whole.sheet, &whole.around.roster);
    let what = match typed.get("do") {
        "offer" => Do::Offer,
        "publish" => Do::Publish,
        "drop" => Do::Drop,
        _ => Do::Keep,
    };
    let mut shown = Shown::default();
    match (is_proven, parsed) {
        (true, Ok(sheet)) => {
            let (actor, id, kept) = (staff.actor.clone(), whole.vote.id, sheet.clone());
            let outcome = app
                .block(move |app| WebResult::Ok(done(app, &actor, (id, read), &kept, what)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&after(&whole, what))),
                Err(error) => refused(&whole, &mut shown, error)?,
            }
            shown.sheet = Some(sheet);
        }
        (true, Err(problems)) => shown.returned = Returned::wrong(problems),
        (false, parsed) => {
            shown.returned.is_expired = true;
            shown.sheet = parsed.ok();
        }
    }
    shown.typed = typed;
    let whole = look(&app, &staff, &reference).await?;
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

/// Where one goes on.
fn after(whole: &Whole, what: Do) -> String {
    match what {
        Do::Keep | Do::Offer => vote_url(&whole.vote.reference),
        Do::Publish => format!("/council/votes/{}", whole.vote.reference),
        Do::Drop => meeting_url(&whole.vote.meeting.reference),
    }
}

/// What was in the way.
fn refused(whole: &Whole, shown: &mut Shown, error: ActError) -> WebResult<()> {
    match error {
        ActError::Unsound(unsound) => shown.refused = whole.troubles(&unsound),
        ActError::CannotVote(cannot) => shown.refused.push(TroubleView {
            code: cannot.code().to_owned(),
            is_general: true,
            ..TroubleView::default()
        }),
        other => shown.conflict = Conflict::of(other)?,
    }
    Ok(())
}

/// Corrects a public record.
pub async fn correct(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let whole = look(&app, &staff, &reference).await?;
    let read: i32 = typed.get("edition").parse().unwrap_or(0);
    let parsed = parse(&typed, &whole.sheet, &whole.around.roster);
    let reason = needed("reason", typed.get("reason"));
    let mut shown = Shown {
        is_correction: true,
        sheet: parsed.as_ref().ok().cloned(),
        ..Shown::default()
    };
    match (is_proven, parsed, reason) {
        (true, Ok(sheet), Ok(reason)) => {
            let (actor, id) = (staff.actor.clone(), whole.vote.id);
            let outcome = app
                .block(move |app| {
                    WebResult::Ok(correct_vote(
                        &app.house,
                        &actor,
                        (id, read),
                        &sheet,
                        &reason,
                    ))
                })
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&format!("/council/votes/{reference}"))),
                Err(error) => refused(&whole, &mut shown, error)?,
            }
        }
        (true, sheet, reason) => {
            let mut problems: Vec<Problem> = sheet.err().unwrap_or_default();
            problems.extend(reason.err());
            shown.returned = Returned::wrong(problems);
        }
        (false, ..) => shown.returned.is_expired = true,
    }
    shown.typed = typed;
    answer(&app, &staff, &request, visitor, &whole, &shown)
}
