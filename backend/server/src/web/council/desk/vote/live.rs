//! `POST /desk/council/votes/{vote}/look`: what would follow from a sheet as it is typed now. Nothing is kept; the
//! page works without it.

use super::super::form::Typed;
use super::fields::sheet as parse;
use super::sheet::look as load;
use super::trouble::TroubleView;
use crate::web::app::App;
use crate::web::council::vote::result::ResultView;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::permissions::RunCouncil;
use crate::web::errors::{ErrorCode, WebResult};
use crate::web::form::{SealedForm, opened};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use fluent_bundle::FluentArgs;
use serde::Serialize;
use std::sync::Arc;
use weerklank_domain::Language;

/// What is told.
#[derive(Debug, Serialize)]
struct Told {
    /// The result in words; nothing while there is none.
    result: String,
    /// What is in the way, at most a few.
    troubles: Vec<String>,
}

/// So much of what is in the way is told.
const MOST: usize = 3;

fn message(app: &App, language: Language, key: &str, args: &FluentArgs) -> String {
    app.templates
        .texts()
        .get(language, key, args)
        .unwrap_or_default()
}

fn of_result(app: &App, language: Language, result: &ResultView) -> String {
    let key = format!("vote-outcome-{}", result.outcome.replace('_', "-"));
    let outcome = message(app, language, &key, &FluentArgs::new());
    let mut parts = vec![outcome];
    if result.has_person {
        parts.push(result.person.clone());
    }
    if result.has_counts {
        let mut args = FluentArgs::new();
        args.set("for", result.for_it);
        args.set("against", result.against);
        parts.push(message(app, language, "vote-numbers", &args));
    }
    parts.join(" ")
}

fn of_trouble(app: &App, language: Language, trouble: &TroubleView) -> String {
    let mut args = FluentArgs::new();
    args.set("who", trouble.who.clone());
    let numbers = [
        ("a", trouble.a),
        ("b", trouble.b),
        ("c", trouble.c),
        ("d", trouble.d),
    ];
    for (name, number) in numbers {
        args.set(name, number);
    }
    let prefix = if trouble.is_general {
        "answer-error"
    } else {
        "vote-problem"
    };
    let key = format!("{prefix}-{}", trouble.code.replace('_', "-"));
    message(app, language, &key, &args)
}

/// Answers it.
pub async fn look(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Allowed<RunCouncil>,
    reference: web::Path<String>,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (typed, is_proven): (Typed, bool) = opened(&app, &request, form, request.path())?;
    if !is_proven {
        return Err(ErrorCode::Forbidden.into());
    }
    let whole = load(&app, &staff, &reference).await?;
    let language = visitor.language;
    let told = match parse(&typed, &whole.sheet, &whole.around.roster) {
        Err(_) => Told {
            result: String::new(),
            troubles: Vec::new(),
        },
        Ok(sheet) => match whole.result(&sheet) {
            Ok(result) => Told {
                result: of_result(&app, language, &result),
                troubles: Vec::new(),
            },
            Err(troubles) => Told {
                result: String::new(),
                troubles: troubles
                    .iter()
                    .take(MOST)
                    .map(|trouble| of_trouble(&app, language, trouble))
                    .collect(),
            },
        },
    };
    Ok(HttpResponse::Ok().json(told))
}
