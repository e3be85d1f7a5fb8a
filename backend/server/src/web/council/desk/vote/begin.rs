//! `GET` and `POST /desk/council/meetings/{meeting}/items/{item}/vote`: what is voted on and how, before the sheet.

use super::super::form::{
    Asked, Kind, Sheet, Tried, Typed, chosen, optional_line, show, take, wrong,
};
use super::super::{meeting_of, meeting_url};
use super::vote_url;
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::council::{VoteDraft, open_vote};
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{Method, SecretSubject, Subject};
use weerklank_domain::people::Permission;
use weerklank_store::council::{
    ItemRecord, MeetingRecord, item, memberships, on_agenda, proposal_by_id, subject_of,
};

type Staff = Allowed<RunCouncil>;

/// The item, what stands on it, and who could ask for a vote by name.
struct Found {
    meeting: MeetingRecord,
    item: ItemRecord,
    proposals: Vec<(String, String)>,
    members: Vec<(String, String)>,
}

async fn look(app: &Arc<App>, staff: &Staff, path: (String, i64)) -> WebResult<Found> {
    let (reference, id) = path;
    let meeting = meeting_of(app, &staff.actor, Permission::RunCouncil, &reference).await?;
    let found = app
        .block(move |app| {
            let day = day_of(app.house.clock.now());
            app.house.store.read(|db| {
                let Some(item) = item(db, id)?.filter(|item| item.meeting_id == meeting.id) else {
                    return Ok(None);
                };
                let mut proposals = Vec::new();
                for placed in on_agenda(db, meeting.id)? {
                    if placed.item_id != item.id {
                        continue;
                    }
                    if let Some(one) = proposal_by_id(db, placed.proposal_id)? {
                        let name = format!("{} {}", one.reference, one.text.title);
                        proposals.push((one.id.to_string(), name));
                    }
                }
                let members = memberships(db, meeting.body_id)?
                    .into_iter()
                    .filter(|one| one.covers(day) && one.text.seat_id.is_some())
                    .map(|one| (one.member.0.to_string(), one.member.2))
                    .collect();
                Ok::<_, ActError>(Some(Found {
                    meeting,
                    item,
                    proposals,
                    members,
                }))
            })
        })
        .await?;
    found.ok_or_else(|| ErrorCode::NotFound.into())
}

/// Ways of voting that have a sheet.
const METHODS: [Method; 4] = [
    Method::RollCall,
    Method::Hands,
    Method::Electronic,
    Method::Secret,
];

impl Found {
    fn sheet(&self) -> Sheet {
        let subjects = vec!["matter", "appointment", "nomination", "recommendation"];
        Sheet {
            code: "begin_vote",
            subject: format!("{} {}", self.item.number, self.item.text.title),
            back: meeting_url(&self.meeting.reference),
            fields: vec![
                (
                    "vote_proposal",
                    Kind::Titled(self.proposals.clone(), self.meeting.text.language.code()),
                ),
                ("vote_title", Kind::Line),
                (
                    "vote_method",
                    Kind::Codes(
                        "vote-method-short",
                        METHODS.iter().map(|it| it.code()).collect(),
                    ),
                ),
                ("asked_by", Kind::Named(self.members.clone())),
                ("asked_by_chair", Kind::Tick),
                ("vote_subject", Kind::Codes("vote-subject", subjects)),
                ("choice_is_limited", Kind::Tick),
            ],
        }
    }

    fn values(&self) -> Typed {
        let first = self.proposals.first();
        Typed::new(&[
            ("revision", self.meeting.revision.to_string()),
            (
                "vote_proposal",
                first.map(|(key, _)| key.clone()).unwrap_or_default(),
            ),
            ("vote_method", Method::RollCall.code().to_owned()),
            ("vote_subject", "matter".to_owned()),
        ])
    }

    fn parse(&self, typed: &Typed) -> Result<VoteDraft, Vec<Problem>> {
        let unknown = |field: &'static str| Problem {
            field,
            code: "unknown",
        };
        let method = Method::from_code(typed.get("vote_method"))
            .filter(|method| METHODS.contains(method))
            .ok_or_else(|| unknown("vote_method"));
        let subject = match typed.get("vote_subject") {
            "" => Ok(Subject::Matter),
            code => subject_of(code).ok_or_else(|| unknown("vote_subject")),
        };
        let parts = (
            chosen("vote_proposal", typed, &self.proposals),
            optional_line::<200>("vote_title", typed),
            method,
            chosen("asked_by", typed, &self.members),
            subject,
        );
        match parts {
            (Ok(proposal_id), Ok(title), Ok(method), Ok(asked_by_id), Ok(subject)) => {
                let persons: Option<SecretSubject> = match subject {
                    Subject::Persons(persons) => Some(persons),
                    Subject::Matter => None,
                };
                Ok(VoteDraft {
                    item_id: self.item.id,
                    title: if proposal_id.is_some() {
                        String::new()
                    } else {
                        title
                    },
                    proposal_id,
                    language: self.meeting.text.language,
                    persons,
                    choice_is_limited: typed.is_ticked("choice_is_limited")
                        && (persons.is_some() || method == Method::Secret),
                    method,
                    asked_by_id,
                    asked_by_chair: typed.is_ticked("asked_by_chair"),
                    taken_at: None,
                })
            }
            (proposal, title, method, asked_by, subject) => Err(wrong([
                proposal.err(),
                title.err(),
                method.err(),
                asked_by.err(),
                subject.err(),
            ])),
        }
    }
}

/// Shows the form.
pub async fn begin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, i64)>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff, path.into_inner()).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(&asked, &found.sheet(), &found.values(), &Tried::default())
}

/// Begins the sheet.
pub async fn open(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, i64)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff, path.into_inner()).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let actor = staff.actor.clone();
    let parsed = found.parse(&typed);
    take(
        &asked,
        &found.sheet(),
        (&typed, is_proven),
        parsed,
        move |app, draft| {
            let reference = open_vote(&app.house, &actor, &draft)?;
            Ok(vote_url(&reference))
        },
    )
    .await
}
