//! Entering a proposal, motion, amendment or appointment, and changing one.

use super::form::{Asked, Kind, Sheet, Tried, Typed, chosen, day, line, show, take, wrong};
use super::{bodies_for, name_of, proposal_url};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened};
use crate::web::responses::desk::form::needed;
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::council::{self, ProposalDraft};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::calendar::day_of;
use weerklank_domain::council::{CannotPropose, MoverRole, ProposalKind};
use weerklank_domain::people::Permission;
use weerklank_store::council::{
    self as store, MoverRecord, NewMover, ProposalLinks, ProposalRecord, ProposalText,
};
use weerklank_store::{Db, dossiers, petitions, site};

type Staff = Allowed<RunCouncil>;
type Named = Vec<(String, String)>;

/// What the form needs: bodies, and the proposal that is changed with what it names.
#[derive(Default)]
struct Found {
    bodies: Named,
    proposal: Option<ProposalRecord>,
    movers: Vec<MoverRecord>,
    about: String,
    dossier: String,
    petition: String,
    body_slugs: Vec<(i64, String)>,
}

async fn look(
    app: &Arc<App>,
    actor: &Actor,
    reference: Option<&str>,
    language: Language,
) -> WebResult<Found> {
    let (actor, reference) = (actor.clone(), reference.map(str::to_owned));
    let is_wanted = reference.is_some();
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let bodies = bodies_for(db, &actor, Permission::RunCouncil)?;
                let mut found = Found {
                    bodies: bodies
                        .iter()
                        .filter(|body| body.decides)
                        .map(|body| (body.id.to_string(), name_of(body, language)))
                        .collect(),
                    body_slugs: site::bodies(db)?
                        .into_iter()
                        .map(|body| (body.id, body.slug))
                        .collect(),
                    ..Found::default()
                };
                if let Some(reference) = reference {
                    found.proposal = store::proposal(db, &reference)?;
                }
                if let Some(proposal) = &found.proposal {
                    if !actor.grants.may(Permission::RunCouncil, proposal.body_id) {
                        return Err(ActError::NotAllowed);
                    }
                    let links = proposal.links;
                    found.movers = store::movers(db, &[proposal.id])?;
                    if let Some(id) = links.about_id {
                        found.about = store::proposal_by_id(db, id)?
                            .map_or_else(String::new, |about| about.reference);
                    }
                    if let Some(id) = links.dossier_id {
                        found.dossier = dossiers::find_by_id(db, id)?
                            .map_or_else(String::new, |dossier| dossier.reference);
                    }
                    if let Some(id) = links.petition_id {
                        found.petition = petitions::find_by_id(db, id)?
                            .map_or_else(String::new, |petition| petition.reference);
                    }
                }
                Ok::<_, ActError>(found)
            })
        })
        .await?;
    if is_wanted && found.proposal.is_none() {
        return Err(ErrorCode::NotFound.into());
    }
    Ok(found)
}

impl Found {
    fn sheet(&self) -> Sheet {
        let kinds = ProposalKind::ALL.iter().map(|kind| kind.code()).collect();
        let mut fields = Vec::new();
        let own = self.proposal.as_ref();
        if own.is_none() {
            fields.push(("body", Kind::Named(self.bodies.clone())));
            fields.push(("kind", Kind::Codes("proposal-kind", kinds)));
        }
        fields.extend([
            ("title", Kind::Line),
            ("text", Kind::Area),
            ("submitted_on", Kind::Day),
            ("movers", Kind::Area),
            ("about", Kind::Line),
            ("dossier", Kind::Line),
            ("petition", Kind::Line),
        ]);
        Sheet {
            code: if own.is_some() {
                "change_proposal"
            } else {
                "propose"
            },
            subject: own.map_or_else(String::new, |own| own.reference.clone()),
            back: own.map_or_else(
                || "/desk/council".to_owned(),
                |own| proposal_url(&own.reference),
            ),
            fields,
        }
    }

    fn values(&self, today: String) -> Typed {
        let Some(own) = &self.proposal else {
            let first = self.bodies.first().map(|(key, _)| key.clone());
            return Typed::new(&[("body", first.unwrap_or_default()), ("submitted_on", today)]);
        };
        Typed::new(&[
            ("revision", own.revision.to_string()),
            ("title", own.text.title.clone()),
            ("text", own.text.text.clone()),
            ("submitted_on", own.text.submitted_on.to_string()),
            ("movers", self.movers_as_typed()),
            ("about", self.about.clone()),
            ("dossier", self.dossier.clone()),
            ("petition", self.petition.clone()),
        ])
    }

    /// A line for each: the name in addresses of a member, a faction or a body.
    fn movers_as_typed(&self) -> String {
        let line = |one: &MoverRecord| {
            let body = one.mover.body_id.and_then(|id| {
                let mut bodies = self.body_slugs.iter();
                bodies
                    .find(|(known, _)| *known == id)
                    .map(|(_, slug)| slug.clone())
            });
            let member = one.member.as_ref().map(|(slug, _)| slug.clone());
            let faction = one.faction.as_ref().map(|(slug, _)| slug.clone());
            member.or(faction).or(body).unwrap_or_default()
        };
        self.movers.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

/// What was typed, before names and references are looked up.
struct Parsed {
    body_id: i64,
    kind: ProposalKind,
    text: ProposalText,
    movers: String,
    about: String,
    dossier: String,
    petition: String,
}

fn parse(found: &Found, typed: &Typed) -> Result<Parsed, Vec<Problem>> {
    let required = |field| Problem {
        field,
        code: "required",
    };
    let (body, kind, language) = match &found.proposal {
        Some(own) => (Ok(own.body_id), Ok(own.kind), own.text.language),
        None => (
            chosen("body", typed, &found.bodies)
                .and_then(|body| body.ok_or_else(|| required("body"))),
            ProposalKind::from_code(typed.get("kind")).ok_or_else(|| required("kind")),
            Language::Nl,
        ),
    };
    let parts = (
        body,
        kind,
        line::<200>("title", typed),
        needed("text", typed.get("text")),
        day("submitted_on", typed),
    );
    let name = |field: &str| typed.get(field).trim().to_uppercase();
    match parts {
        (Ok(body_id), Ok(kind), Ok(title), Ok(text), Ok(submitted_on)) => Ok(Parsed {
            body_id,
            kind,
            text: ProposalText {
                title,
                text: text.into_string(),
                language,
                submitted_on,
            },
            movers: typed.get("movers").to_owned(),
            about: name("about"),
            dossier: name("dossier"),
            petition: name("petition"),
        }),
        (body, kind, title, text, submitted) => Err(wrong([
            body.err(),
            kind.err(),
            title.err(),
            text.err(),
            submitted.err(),
        ])),
    }
}

/// Looks up what was named.
fn draft(db: &mut Db, parsed: &Parsed) -> ActResult<ProposalDraft> {
    let mut links = ProposalLinks::default();
    if !parsed.about.is_empty() {
        let about = store::proposal(db, &parsed.about)?;
        links.about_id = Some(about.ok_or(CannotPropose::WrongTarget)?.id);
    }
    if !parsed.dossier.is_empty() {
        let dossier = dossiers::find_by_reference(db, &parsed.dossier)?;
        links.dossier_id = Some(dossier.ok_or(CannotPropose::NoLink)?.id);
    }
    if !parsed.petition.is_empty() {
        let petition = petitions::id_of_reference(db, &parsed.petition)?;
        links.petition_id = Some(petition.ok_or(CannotPropose::NoLink)?);
    }
    let mut movers = Vec::new();
    for name in parsed.movers.lines().map(str::trim) {
        if name.is_empty() {
            continue;
        }
        let role = if movers.is_empty() {
            MoverRole::Mover
        } else {
            MoverRole::CoMover
        };
        movers.push(mover(db, parsed, role, name)?);
    }
    Ok(ProposalDraft {
        body_id: parsed.body_id,
        kind: parsed.kind,
        text: parsed.text.clone(),
        links,
        movers,
    })
}

/// The member, with the faction of the day; the faction; or the body of a name.
fn mover(db: &mut Db, parsed: &Parsed, role: MoverRole, name: &str) -> ActResult<NewMover> {
    let mut mover = NewMover {
        role,
        member_id: None,
        faction_id: None,
        body_id: None,
    };
    let wanted = name.to_lowercase();
    let member = store::members(db)?
        .into_iter()
        .find(|one| one.slug == wanted || one.name.to_lowercase() == wanted);
    if let Some(member) = member {
        let on = parsed.text.submitted_on;
        let held = store::memberships_of(db, member.id)?
            .into_iter()
            .find(|one| one.body_id == parsed.body_id && one.covers(on));
        mover.member_id = Some(member.id);
        mover.faction_id = held.and_then(|held| held.text.faction_id);
        return Ok(mover);
    }
    let faction = store::factions(db, None)?.into_iter().find(|one| {
        let text = &one.text;
        [&one.slug, &text.name, &text.short_name]
            .iter()
            .any(|known| known.to_lowercase() == wanted)
    });
    if let Some(faction) = faction {
        mover.faction_id = Some(faction.id);
        return Ok(mover);
    }
    let body = site::bodies(db)?.into_iter().find(|body| {
        [&body.slug, &body.name_nl, &body.name_en]
            .iter()
            .any(|known| known.to_lowercase() == wanted)
    });
    mover.body_id = Some(body.ok_or(CannotPropose::WrongMover)?.id);
    Ok(mover)
}

/// Shows the form of a new proposal.
pub async fn begin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, None, visitor.language).await?;
    let typed = found.values(day_of(app.house.clock.now()).to_string());
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(&asked, &found.sheet(), &typed, &Tried::default())
}

/// Enters a proposal.
pub async fn propose(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, None, visitor.language).await?;
    let actor = staff.actor.clone();
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let parsed = parse(&found, &typed);
    take(
        &asked,
        &found.sheet(),
        (&typed, is_proven),
        parsed,
        move |app, parsed| {
            let draft = app.house.store.read(|db| draft(db, &parsed))?;
            let proposal = council::propose(&app.house, &actor, &draft)?;
            Ok(proposal_url(&proposal.reference))
        },
    )
    .await
}

/// Shows the form of a change.
pub async fn edit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &staff.actor, Some(&reference), visitor.language).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    show(
        &asked,
        &found.sheet(),
        &found.values(String::new()),
        &Tried::default(),
    )
}

/// Changes a proposal.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, Some(&reference), visitor.language).await?;
    let own = found.proposal.clone().ok_or(ErrorCode::NotFound)?;
    let (actor, read) = (staff.actor.clone(), typed.revision());
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let parsed = parse(&found, &typed);
    take(
        &asked,
        &found.sheet(),
        (&typed, is_proven),
        parsed,
        move |app, parsed| {
            let mut draft = app.house.store.read(|db| draft(db, &parsed))?;
            draft.links.response_id = own.links.response_id;
            council::change_proposal(&app.house, &actor, own.id, read, &draft)?;
            Ok(proposal_url(&own.reference))
        },
    )
    .await
}
