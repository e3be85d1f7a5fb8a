//! `GET` and `POST /desk/moderation/signals`: the words that a body looks out for, and one more; `POST
//! …/{id}/drop` drops one.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::Moderate;
use crate::web::dossiers::desk::form::NamedChoice;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, Nothing, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::petitions::card::rfc3339;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::{add_signal_word, drop_signal_word};
use weerklank_domain::Language;
use weerklank_domain::moderation::{LONGEST_PHRASE, Phrase, PhraseFault, Signal};
use weerklank_domain::people::Permission;
use weerklank_store::moderation::{SignalWord, signal_words};
use weerklank_store::site::{Body, bodies};

type Staff = Allowed<Moderate>;

/// Where they are.
pub const SIGNALS: &str = "/desk/moderation/signals";

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct SignalsPage {
    built_in: Vec<&'static str>,
    words: Vec<WordLine>,
    is_empty: bool,
    form: FormView,
    phrase: Field,
    body: Field,
    bodies: Vec<NamedChoice>,
    max: usize,
}

#[derive(Debug, Clone, Serialize)]
struct WordLine {
    phrase: String,
    body: String,
    by: String,
    at: String,
    action: String,
    csrf: String,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    phrase: String,
    body: String,
}

fn name_of(body: &Body, language: Language) -> String {
    match language {
        Language::Nl => body.name_nl.clone(),
        Language::En => body.name_en.clone(),
    }
}

impl Fields {
    /// The word and its body.
    fn parse(&self, bodies: &[Body]) -> Result<(Phrase, i64), Vec<Problem>> {
        let phrase = Phrase::parse(&self.phrase).map_err(|fault| Problem {
            field: "phrase",
            code: match fault {
                PhraseFault::Empty => "required",
                PhraseFault::TooLong => "too_long",
            },
        });
        let body = bodies
            .iter()
            .find(|body| body.slug == self.body)
            .map(|body| body.id)
            .ok_or(Problem {
                field: "body",
                code: "choose",
            });
        match (phrase, body) {
            (Ok(phrase), Ok(body)) => Ok((phrase, body)),
            (phrase, body) => Err([phrase.err(), body.err()].into_iter().flatten().collect()),
        }
    }
}

/// The bodies for which this member of staff moderates, and their words.
async fn look(app: &Arc<App>, staff: &Staff) -> WebResult<(Vec<Body>, Vec<SignalWord>)> {
    let mine = staff.actor.grants.bodies(Permission::Moderate);
    let found = app
        .block(move |app| {
            app.house.store.read_at_once(|db| {
                let words = signal_words(db, &mine)?;
                let mut all = bodies(db)?;
                all.retain(|body| mine.contains(&body.id));
                Ok::<_, ActError>((all, words))
            })
        })
        .await?;
    Ok(found)
}

async fn answer(
    app: &Arc<App>,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    (fields, returned): (&Fields, &Returned),
) -> WebResult<HttpResponse> {
    let (bodies, words) = look(app, staff).await?;
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, SIGNALS, returned);
    let proof = |action: &str| browser.proof(app, action);
    let view = SignalsPage::of(
        (&bodies, &words),
        (fields, &returned.problems),
        visitor.language,
        form,
        &proof,
    );
    desk_page(app, staff, request, visitor, returned.status(false), &view)
}

/// Shows the words.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let shown = (&Fields::default(), &Returned::default());
    answer(&app, &staff, &request, visitor, shown).await
}

/// Adds a word.
pub async fn add(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, SIGNALS)?;
    let (bodies, _) = look(&app, &staff).await?;
    let mut returned = Returned::default();
    match (is_proven, fields.parse(&bodies)) {
        (true, Ok((phrase, body))) => {
            let actor = staff.actor.clone();
            let outcome = app
                .block(move |app| WebResult::Ok(add_signal_word(&app.house, &actor, body, &phrase)))
                .await?;
            match outcome {
                // Whoever adds what is there already has what was wanted.
                Ok(()) | Err(ActError::Unchanged) => return Ok(see_other(SIGNALS)),
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problems)) => returned.problems = problems,
        (false, _) => returned.is_expired = true,
    }
    answer(&app, &staff, &request, visitor, (&fields, &returned)).await
}

/// Drops a word.
pub async fn drop_word(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    staff: Staff,
    id: web::Path<i64>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (Nothing {}, is_proven) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let (actor, id) = (staff.actor.clone(), id.into_inner());
    let outcome = app
        .block(move |app| WebResult::Ok(drop_signal_word(&app.house, &actor, id)))
        .await?;
    match outcome {
        // Whoever presses the button twice, or after a colleague, finds the word gone as wished.
        Ok(()) | Err(ActError::Missing) => Ok(see_other(SIGNALS)),
        Err(error) => Err(error.into()),
    }
}

impl SignalsPage {
    fn of(
        (bodies, words): (&[Body], &[SignalWord]),
        (fields, problems): (&Fields, &[Problem]),
        language: Language,
        form: FormView,
        proof: &dyn Fn(&str) -> String,
    ) -> Self {
        let body_name = |id: i64| {
            let body = bodies.iter().find(|body| body.id == id);
            body.map(|body| name_of(body, language)).unwrap_or_default()
        };
        Self {
            built_in: Signal::ALL
                .iter()
                .filter(|signal| **signal != Signal::Word)
                .map(|signal| signal.code())
                .collect(),
            is_empty: words.is_empty(),
            words: words
                .iter()
                .map(|word| {
                    let action = format!("{SIGNALS}/{}/drop", word.id);
                    WordLine {
                        phrase: word.phrase.as_str().to_owned(),
                        body: body_name(word.body_id),
                        by: word.staff_name.clone(),
                        at: rfc3339(word.added_at),
                        csrf: proof(&action),
                        action,
                    }
                })
                .collect(),
            form,
            phrase: Field::of(&fields.phrase, "phrase", problems),
            body: Field::of(&fields.body, "body", problems),
            bodies: bodies
                .iter()
                .map(|body| NamedChoice {
                    value: body.slug.clone(),
                    name: name_of(body, language),
                    is_selected: body.slug == fields.body,
                })
                .collect(),
            max: LONGEST_PHRASE,
        }
    }
}

impl PageView for SignalsPage {
    const TEMPLATE: &'static str = "pages/desk/moderation/signals";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let body = Body {
            id: 1,
            slug: "raad".to_owned(),
            name_nl: "Gemeenteraad <b>der</b>".to_owned(),
            name_en: "Council".to_owned(),
            kind: "council".to_owned(),
            parent_id: None,
            contact_email: None,
        };
        let words: Vec<SignalWord> = Phrase::parse("rot <b>der</b> op")
            .into_iter()
            .map(|phrase| SignalWord {
                id: 7,
                body_id: 1,
                phrase,
                staff_name: "Hinke <b>der</b> Boer".to_owned(),
                added_at: chrono::DateTime::from_timestamp(1_790_000_000, 0).unwrap_or_default(),
            })
            .collect();
        let problems = [("phrase", "too_long"), ("body", "choose")]
            .map(|(field, code)| Problem { field, code });
        let fields = Fields {
            phrase: "sukkel".to_owned(),
            body: "raad".to_owned(),
        };
        let page = |words: &[SignalWord], problems: &[Problem], is_expired| {
            Self::of(
                (std::slice::from_ref(&body), words),
                (&fields, problems),
                Language::Nl,
                FormView::sample(problems, is_expired),
                &|_| "abc".to_owned(),
            )
        };
        vec![
            ("full".to_owned(), page(&words, &[], false)),
            ("empty".to_owned(), page(&[], &[], false)),
            ("wrong".to_owned(), page(&words, &problems, false)),
            ("expired".to_owned(), page(&words, &[], true)),
        ]
    }
}
