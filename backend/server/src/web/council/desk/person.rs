//! The forms of members, factions and memberships.

use super::form::{Asked, Kind, Sheet, Tried, Typed, chosen, line, partial, show, take, wrong};
use super::{bodies_for, name_of};
use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::Problem;
use crate::web::form::{SealedForm, opened};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use std::sync::Arc;
use weerklank_acts::council::{self, MemberName};
use weerklank_acts::people::Actor;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::Language;
use weerklank_domain::council::{MembershipRole, PartialDate, Period};
use weerklank_domain::people::{Permission, PersonName};
use weerklank_store::council::{
    BodyRecord, FactionRecord, FactionText, MemberRecord, MembershipRecord, MembershipText,
    factions, members, memberships, seats,
};

type Staff = Allowed<RunCouncil>;
type Named = Vec<(String, String)>;

/// Everything that the forms choose from.
struct Found {
    body: BodyRecord,
    members: Vec<MemberRecord>,
    factions: Vec<FactionRecord>,
    memberships: Vec<MembershipRecord>,
    seats: Named,
}

async fn look(app: &Arc<App>, actor: &Actor, slug: &str) -> WebResult<Found> {
    let (own, slug) = (actor.clone(), slug.to_owned());
    let found = app
        .block(move |app| {
            app.house.store.read(|db| {
                let bodies = weerklank_store::council::council_bodies(db)?;
                let Some(body) = bodies.into_iter().find(|body| body.slug == slug) else {
                    return Ok(None);
                };
                let may = bodies_for(db, &own, Permission::RunCouncil)?;
                if !may.iter().any(|one| one.id == body.id) {
                    return Err(ActError::NotAllowed);
                }
                let seats = seats(db, body.id)?;
                Ok(Some(Found {
                    members: members(db)?,
                    factions: factions(db, None)?,
                    memberships: memberships(db, body.id)?,
                    seats: seats
                        .into_iter()
                        .map(|seat| (seat.id.to_string(), seat.label))
                        .collect(),
                    body,
                }))
            })
        })
        .await?;
    Ok(found.ok_or(ErrorCode::NotFound)?)
}

impl Found {
    fn factions(&self) -> Named {
        let name = |one: &FactionRecord| (one.id.to_string(), one.text.name.clone());
        self.factions.iter().map(name).collect()
    }

    fn members(&self) -> Named {
        let name = |one: &MemberRecord| (one.id.to_string(), one.name.clone());
        self.members.iter().map(name).collect()
    }

    fn sheet(&self, code: &'static str, subject: &str, language: Language) -> Sheet {
        let roles = MembershipRole::ALL.iter().map(|role| role.code()).collect();
        let mut fields = match code {
            "add_member" | "change_member" => vec![("name", Kind::Line), ("sort_name", Kind::Line)],
            "add_faction" | "change_faction" => vec![
                ("faction_name", Kind::Line),
                ("short_name", Kind::Line),
                ("founded", Kind::Line),
                ("dissolved", Kind::Line),
                ("split_from", Kind::Named(self.factions())),
            ],
            _ => vec![
                ("role", Kind::Codes("membership-role", roles)),
                ("seat", Kind::Named(self.seats.clone())),
                ("faction", Kind::Named(self.factions())),
                ("starts", Kind::Line),
                ("ends", Kind::Line),
            ],
        };
        if code == "begin_membership" {
            fields.insert(0, ("member", Kind::Named(self.members())));
        }
        let subject = if subject.is_empty() {
            name_of(&self.body, language)
        } else {
            subject.to_owned()
        };
        Sheet {
            code,
            subject,
            back: "/desk/council/people".to_owned(),
            fields,
        }
    }
}

fn text_of(date: Option<PartialDate>) -> String {
    date.map(String::from).unwrap_or_default()
}

fn key_of(id: Option<i64>) -> String {
    id.map(|id| id.to_string()).unwrap_or_default()
}

fn faction_values(one: &FactionRecord) -> Typed {
    Typed::new(&[
        ("revision", one.revision.to_string()),
        ("faction_name", one.text.name.clone()),
        ("short_name", one.text.short_name.clone()),
        ("founded", text_of(one.text.period.from)),
        ("dissolved", text_of(one.text.period.until)),
        ("split_from", key_of(one.text.split_from_id)),
    ])
}

fn membership_values(one: &MembershipRecord) -> Typed {
    Typed::new(&[
        ("revision", one.revision.to_string()),
        ("role", one.text.role.code().to_owned()),
        ("seat", key_of(one.text.seat_id)),
        ("faction", key_of(one.text.faction_id)),
        ("starts", text_of(one.text.period.from)),
        ("ends", text_of(one.text.period.until)),
    ])
}

fn name_parts(typed: &Typed) -> Result<MemberName, Vec<Problem>> {
    let name = |field| {
        let code = "invalid_name";
        PersonName::parse(typed.get(field)).map_err(|_| Problem { field, code })
    };
    match (name("name"), name("sort_name")) {
        (Ok(name), Ok(sort_name)) => Ok(MemberName { name, sort_name }),
        (name, sort) => Err(wrong([name.err(), sort.err()])),
    }
}

fn faction_parts(found: &Found, typed: &Typed) -> Result<FactionText, Vec<Problem>> {
    let parts = (
        line::<80>("faction_name", typed),
        line::<20>("short_name", typed),
        partial("founded", typed),
        partial("dissolved", typed),
        chosen("split_from", typed, &found.factions()),
    );
    match parts {
        (Ok(name), Ok(short_name), Ok(from), Ok(until), Ok(split_from_id)) => Ok(FactionText {
            name,
            short_name,
            period: Period { from, until },
            split_from_id,
        }),
        (name, short, from, until, split) => Err(wrong([
            name.err(),
            short.err(),
            from.err(),
            until.err(),
            split.err(),
        ])),
    }
}

fn membership_parts(found: &Found, typed: &Typed) -> Result<MembershipText, Vec<Problem>> {
    let (field, code) = ("role", "required");
    let parts = (
        MembershipRole::from_code(typed.get("role")).ok_or(Problem { field, code }),
        chosen("seat", typed, &found.seats),
        chosen("faction", typed, &found.factions()),
        partial("starts", typed),
        partial("ends", typed),
    );
    match parts {
        (Ok(role), Ok(seat_id), Ok(faction_id), Ok(from), Ok(until)) => Ok(MembershipText {
            seat_id,
            faction_id,
            role,
            period: Period { from, until },
        }),
        (role, seat, faction, from, until) => Err(wrong([
            role.err(),
            seat.err(),
            faction.err(),
            from.err(),
            until.err(),
        ])),
    }
}

fn code_of_new(what: &str) -> &'static str {
    match what {
        "new-member" => "add_member",
        "new-faction" => "add_faction",
        _ => "begin_membership",
    }
}

/// Shows the form of somebody or something new.
pub async fn begin(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (body, what) = path.into_inner();
    let found = look(&app, &staff.actor, &body).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let sheet = found.sheet(code_of_new(&what), "", visitor.language);
    let typed = Typed::new(&[("role", MembershipRole::Member.code().to_owned())]);
    show(&asked, &sheet, &typed, &Tried::default())
}

fn to_people() -> ActResult<String> {
    Ok("/desk/council/people".to_owned())
}

/// Enters somebody or something new.
pub async fn add(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (body, what) = path.into_inner();
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, &body).await?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let sheet = found.sheet(code_of_new(&what), "", visitor.language);
    let (actor, body_id) = (staff.actor.clone(), found.body.id);
    let sent = (&typed, is_proven);
    match sheet.code {
        "add_member" => {
            take(
                &asked,
                &sheet,
                sent,
                name_parts(&typed),
                move |app, name| {
                    council::add_member(&app.house, &actor, body_id, &name)?;
                    to_people()
                },
            )
            .await
        }
        "add_faction" => {
            take(
                &asked,
                &sheet,
                sent,
                faction_parts(&found, &typed),
                move |app, text| {
                    council::add_faction(&app.house, &actor, body_id, &text)?;
                    to_people()
                },
            )
            .await
        }
        _ => {
            let (field, code) = ("member", "required");
            let slug = found
                .members
                .iter()
                .find(|one| one.id.to_string() == typed.get("member"))
                .map(|one| one.slug.clone())
                .ok_or(Problem { field, code });
            let parsed = match (slug, membership_parts(&found, &typed)) {
                (Ok(slug), Ok(text)) => Ok((slug, text)),
                (slug, text) => {
                    let mut problems = wrong([slug.err()]);
                    problems.extend(text.err().unwrap_or_default());
                    Err(problems)
                }
            };
            take(&asked, &sheet, sent, parsed, move |app, (slug, text)| {
                council::begin_membership(&app.house, &actor, body_id, &slug, &text)?;
                to_people()
            })
            .await
        }
    }
}

/// The one that is changed.
enum Own {
    Member(MemberRecord),
    Faction(FactionRecord),
    Membership(MembershipRecord),
}

impl Own {
    fn of(found: &Found, what: &str, key: &str) -> WebResult<Self> {
        let own = match what {
            "members" => {
                let mut all = found.members.iter();
                all.find(|one| one.slug == key).cloned().map(Self::Member)
            }
            "factions" => {
                let mut all = found
                    .factions
                    .iter()
                    .filter(|one| one.body_id == found.body.id);
                all.find(|one| one.slug == key).cloned().map(Self::Faction)
            }
            _ => {
                let mut all = found.memberships.iter();
                all.find(|one| one.id.to_string() == key)
                    .cloned()
                    .map(Self::Membership)
            }
        };
        Ok(own.ok_or(ErrorCode::NotFound)?)
    }

    fn sheet(&self, found: &Found, language: Language) -> Sheet {
        match self {
            Self::Member(one) => found.sheet("change_member", &one.name, language),
            Self::Faction(one) => found.sheet("change_faction", &one.text.name, language),
            Self::Membership(one) => found.sheet("change_membership", &one.member.2, language),
        }
    }

    fn values(&self) -> Typed {
        match self {
            Self::Member(one) => Typed::new(&[
                ("revision", one.revision.to_string()),
                ("name", one.name.clone()),
                ("sort_name", one.sort_name.clone()),
            ]),
            Self::Faction(one) => faction_values(one),
            Self::Membership(one) => membership_values(one),
        }
    }
}

/// Which kind of thing an address is about: what stands before its key.
fn what_of(request: &HttpRequest) -> String {
    let what = request.path().rsplit('/').nth(1);
    what.unwrap_or_default().to_owned()
}

/// Shows the form of a change.
pub async fn edit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
) -> WebResult<HttpResponse> {
    let (body, key) = path.into_inner();
    let what = what_of(&request);
    let found = look(&app, &staff.actor, &body).await?;
    let own = Own::of(&found, &what, &key)?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let sheet = own.sheet(&found, visitor.language);
    show(&asked, &sheet, &own.values(), &Tried::default())
}

/// Changes somebody or something.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    path: web::Path<(String, String)>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (body, key) = path.into_inner();
    let what = what_of(&request);
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    let found = look(&app, &staff.actor, &body).await?;
    let own = Own::of(&found, &what, &key)?;
    let asked = Asked {
        app: &app,
        staff: &staff,
        request: &request,
        visitor,
    };
    let sheet = own.sheet(&found, visitor.language);
    let (actor, body_id, read) = (staff.actor.clone(), found.body.id, typed.revision());
    let sent = (&typed, is_proven);
    match own {
        Own::Member(one) => {
            take(
                &asked,
                &sheet,
                sent,
                name_parts(&typed),
                move |app, name| {
                    council::rename_member(&app.house, &actor, body_id, (one.id, read), &name)?;
                    to_people()
                },
            )
            .await
        }
        Own::Faction(one) => {
            take(
                &asked,
                &sheet,
                sent,
                faction_parts(&found, &typed),
                move |app, text| {
                    council::change_faction(&app.house, &actor, &one.slug, read, &text)?;
                    to_people()
                },
            )
            .await
        }
        Own::Membership(one) => {
            take(
                &asked,
                &sheet,
                sent,
                membership_parts(&found, &typed),
                move |app, text| {
                    council::change_membership(&app.house, &actor, one.id, read, &text)?;
                    to_people()
                },
            )
            .await
        }
    }
}
