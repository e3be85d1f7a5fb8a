//! `GET` and `POST /rounds/{slug}/about-you`: somebody who took part tells something of the own background:
//! voluntary, once, and only counted.

use super::{tell_url, who_url};
use crate::web::app::App;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, form_page, opened, see_other};
use crate::web::page::PageView;
use crate::web::proven::proven_of;
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices};
use crate::web::rounds::card::RoundHead;
use crate::web::rounds::public_round;
use crate::web::visitor::Visitor;
use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::people::Proven;
use weerklank_acts::representation::{Background, may_tell, tell_background};
use weerklank_domain::representation::{AgeBand, Residence};
use weerklank_store::representation::districts;
use weerklank_store::rounds::RoundRecord;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct TellPage {
    head: RoundHead,
    form: FormView,
    can_tell: bool,
    was_told: bool,
    ages: Vec<Choice>,
    residences: Vec<Choice>,
    districts: Vec<District>,
    has_districts: bool,
    age: Field,
    residence: Field,
    who_url: String,
}

#[derive(Debug, Clone, Serialize)]
struct District {
    id: i64,
    name: String,
    is_selected: bool,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    age: String,
    district: String,
    residence: String,
}

impl Fields {
    /// Nothing has to be told; what is none of the answers is not.
    fn told(&self) -> Background {
        Background {
            age: AgeBand::from_code(&self.age),
            district: self.district.parse().ok(),
            residence: Residence::from_code(&self.residence),
        }
    }
}

struct Found {
    round: RoundRecord,
    districts: Vec<(i64, String)>,
    can_tell: bool,
}

async fn look(app: &Arc<App>, slug: &str, proven: Option<Proven>) -> WebResult<Found> {
    let slug = slug.to_owned();
    app.block(move |app| {
        let round = public_round(app, &slug)?;
        let store = &app.house.store;
        let districts = store.read(|db| Ok::<_, ActError>(districts(db)?))?;
        let can_tell = match &proven {
            Some(proven) => may_tell(&app.house, proven, round.id)?,
            None => false,
        };
        WebResult::Ok(Found {
            round,
            districts,
            can_tell,
        })
    })
    .await
}

fn answer(
    app: &App,
    request: &HttpRequest,
    visitor: Visitor,
    found: &Found,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, &tell_url(&found.round.slug), returned);
    let was_told = request
        .query_string()
        .split('&')
        .any(|pair| pair == "told=1");
    let now = app.house.clock.now();
    let head = RoundHead::of(&found.round, visitor.language, now);
    let view = TellPage::of((head, form), found, was_told, (fields, returned));
    let status = match found.can_tell || was_told {
        true => returned.status(false),
        false => StatusCode::CONFLICT,
    };
    form_page(app, request, visitor, &browser, status, &view)
}

/// Shows the questions, or why there are none.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
) -> WebResult<HttpResponse> {
    let found = look(&app, &slug, proven_of(&app, &request)).await?;
    let shown = (&Fields::default(), &Returned::default());
    answer(&app, &request, visitor, &found, shown)
}

/// Counts the answers.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    slug: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let action = tell_url(&slug);
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, &action)?;
    let proven = proven_of(&app, &request);
    let mut found = look(&app, &slug, proven.clone()).await?;
    let mut returned = Returned::default();
    match (is_proven, proven) {
        (true, Some(proven)) if found.can_tell => {
            app.count_write(&request)?;
            let (id, told) = (found.round.id, fields.told());
            let outcome = app
                .block(move |app| WebResult::Ok(tell_background(&app.house, &proven, id, told)))
                .await?;
            match outcome {
                Ok(()) => return Ok(see_other(&format!("{action}?told=1"))),
                Err(ActError::Nothing) => returned.problems.push(Problem {
                    field: "age",
                    code: "tell_something",
                }),
                // Another window was first, or the round does not ask any more.
                Err(ActError::Stale | ActError::Missing) => found.can_tell = false,
                Err(error) => return Err(error.into()),
            }
        }
        (true, _) => {}
        (false, _) => returned.is_expired = true,
    }
    if !is_proven && !found.can_tell {
        return Err(ErrorCode::Forbidden.into());
    }
    answer(&app, &request, visitor, &found, (&fields, &returned))
}

impl TellPage {
    fn of(
        (head, form): (RoundHead, FormView),
        found: &Found,
        was_told: bool,
        (fields, returned): (&Fields, &Returned),
    ) -> Self {
        Self {
            head,
            form,
            can_tell: found.can_tell,
            was_told,
            ages: choices(AgeBand::ALL.iter().map(|it| it.code()), &fields.age),
            residences: choices(Residence::ALL.iter().map(|it| it.code()), &fields.residence),
            has_districts: !found.districts.is_empty(),
            districts: found
                .districts
                .iter()
                .map(|(id, name)| District {
                    id: *id,
                    name: name.clone(),
                    is_selected: fields.district == id.to_string(),
                })
                .collect(),
            age: Field::of(&fields.age, "age", &returned.problems),
            residence: Field::of(&fields.residence, "residence", &returned.problems),
            who_url: who_url(&found.round.slug),
        }
    }
}

impl PageView for TellPage {
    const TEMPLATE: &'static str = "pages/representation/tell";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::rounds::desk::show::sample_round;
        use weerklank_domain::rounds::RoundState;
        let page = |can_tell, was_told, problems: &[Problem], is_expired| {
            let returned = Returned {
                problems: problems.to_vec(),
                is_expired,
            };
            let found = Found {
                round: sample_round(RoundState::Open, true),
                districts: vec![(2, "Oude Stad <b>der</b>".to_owned())],
                can_tell,
            };
            let fields = Fields {
                age: "from_30".to_owned(),
                district: "2".to_owned(),
                ..Fields::default()
            };
            let form = FormView::sample(problems, is_expired);
            let head = RoundHead::sample(RoundState::Open);
            Self::of((head, form), &found, was_told, (&fields, &returned))
        };
        let wrong = [Problem {
            field: "age",
            code: "tell_something",
        }];
        vec![
            ("ask".to_owned(), page(true, false, &[], false)),
            ("errors".to_owned(), page(true, false, &wrong, false)),
            ("expired".to_owned(), page(true, false, &[], true)),
            ("told".to_owned(), page(false, true, &[], false)),
            ("cannot".to_owned(), page(false, false, &[], false)),
        ]
    }
}
