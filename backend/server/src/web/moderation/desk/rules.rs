//! `GET` and `POST /desk/house-rules`: one rule is written anew, which makes a new version of them all.

use crate::web::app::App;
use crate::web::desk::allowed::Allowed;
use crate::web::desk::page::desk_page;
use crate::web::desk::permissions::PublishHouseRules;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, SealedForm, opened, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, FormView, Returned, choices};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse, web};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::ActError;
use weerklank_acts::moderation::{NewRules, publish_rules};
use weerklank_domain::moderation::{HouseRule, RuleText, RuleTextFault};
use weerklank_store::StoreError;
use weerklank_store::moderation::{RuleRecord, current_version, rules_of};

type Staff = Allowed<PublishHouseRules>;

const ADDRESS: &str = "/desk/house-rules";

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct DeskRulesPage {
    version: i32,
    rules: Vec<RuleLine>,
    form: FormView,
    is_stale: bool,
    is_unchanged: bool,
    rule: Field,
    choices: Vec<Choice>,
    text_nl: Field,
    text_en: Field,
    note_nl: Field,
    note_en: Field,
}

#[derive(Debug, Clone, Serialize)]
struct RuleLine {
    code: &'static str,
    nl: String,
    en: String,
}

/// The form as a browser sends it.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    version: i32,
    rule: String,
    text_nl: String,
    text_en: String,
    note_nl: String,
    note_en: String,
}

fn text(field: &'static str, typed: &str) -> Result<RuleText, Problem> {
    RuleText::parse(typed).map_err(|fault| Problem {
        field,
        code: match fault {
            RuleTextFault::Empty => "required",
            RuleTextFault::TooLong => "too_long",
        },
    })
}

impl Fields {
    /// The new version: the one that was looked at, with this rule in other words.
    fn parse(&self, before: &[RuleRecord]) -> Result<NewRules, Vec<Problem>> {
        let rule = HouseRule::from_code(&self.rule).ok_or(Problem {
            field: "rule",
            code: "choose",
        });
        let texts = [
            text("text_nl", &self.text_nl),
            text("text_en", &self.text_en),
            text("note_nl", &self.note_nl),
            text("note_en", &self.note_en),
        ];
        match (rule, texts) {
            (Ok(rule), [Ok(dutch), Ok(english), Ok(note_nl), Ok(note_en)]) => Ok(NewRules {
                seen: self.version,
                note: [note_nl, note_en],
                rules: before
                    .iter()
                    .filter_map(|known| {
                        let anew = (known.rule == rule).then(|| [dutch.clone(), english.clone()]);
                        let kept = || {
                            let [dutch, english] = &known.text;
                            Some([RuleText::parse(dutch).ok()?, RuleText::parse(english).ok()?])
                        };
                        Some((known.rule, anew.or_else(kept)?))
                    })
                    .collect(),
            }),
            (rule, texts) => Err(rule
                .err()
                .into_iter()
                .chain(texts.into_iter().filter_map(Result::err))
                .collect()),
        }
    }
}

struct Whole {
    version: i32,
    rules: Vec<RuleRecord>,
}

async fn look(app: &Arc<App>) -> WebResult<Whole> {
    app.block(move |app| {
        let whole = app.house.store.read_at_once(|db| {
            let version = current_version(db)?;
            Ok::<_, StoreError>(Whole {
                version,
                rules: rules_of(db, version)?,
            })
        })?;
        WebResult::Ok(whole)
    })
    .await
}

#[derive(Default)]
struct Shown {
    fields: Fields,
    returned: Returned,
    is_stale: bool,
    is_unchanged: bool,
}

impl DeskRulesPage {
    fn of(whole: &Whole, shown: &Shown, form: FormView) -> Self {
        let (fields, problems) = (&shown.fields, &shown.returned.problems);
        Self {
            version: whole.version,
            rules: whole
                .rules
                .iter()
                .map(|known| RuleLine {
                    code: known.rule.code(),
                    nl: known.text[0].clone(),
                    en: known.text[1].clone(),
                })
                .collect(),
            form,
            is_stale: shown.is_stale,
            is_unchanged: shown.is_unchanged,
            rule: Field::of(&fields.rule, "rule", problems),
            choices: choices(HouseRule::ALL.iter().map(|rule| rule.code()), &fields.rule),
            text_nl: Field::of(&fields.text_nl, "text_nl", problems),
            text_en: Field::of(&fields.text_en, "text_en", problems),
            note_nl: Field::of(&fields.note_nl, "note_nl", problems),
            note_en: Field::of(&fields.note_en, "note_en", problems),
        }
    }
}

fn answer(
    app: &App,
    staff: &Staff,
    request: &HttpRequest,
    visitor: Visitor,
    whole: &Whole,
    shown: &Shown,
) -> WebResult<HttpResponse> {
    let browser = Browser::of(app, request);
    let form = FormView::of(app, &browser, ADDRESS, &shown.returned);
    let view = DeskRulesPage::of(whole, shown, form);
    let status = shown.returned.status(shown.is_stale || shown.is_unchanged);
    desk_page(app, staff, request, visitor, status, &view)
}

/// Shows the rules, and the form with the words of the rule that was chosen.
pub async fn show(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
) -> WebResult<HttpResponse> {
    let whole = look(&app).await?;
    let chosen = request
        .query_string()
        .split('&')
        .find_map(|pair| HouseRule::from_code(pair.strip_prefix("rule=")?));
    let known = chosen.and_then(|rule| whole.rules.iter().find(|known| known.rule == rule));
    let mut shown = Shown::default();
    if let Some(known) = known {
        shown.fields.rule = known.rule.code().to_owned();
        shown.fields.text_nl.clone_from(&known.text[0]);
        shown.fields.text_en.clone_from(&known.text[1]);
    }
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

/// Publishes the new version and leads to it.
pub async fn submit(
    request: HttpRequest,
    app: web::Data<Arc<App>>,
    visitor: Visitor,
    staff: Staff,
    form: SealedForm,
) -> WebResult<HttpResponse> {
    let (fields, is_proven): (Fields, bool) = opened(&app, &request, form, ADDRESS)?;
    let whole = look(&app).await?;
    let parsed = fields.parse(&whole.rules);
    let mut shown = Shown {
        fields,
        ..Shown::default()
    };
    match (is_proven, parsed) {
        (true, Ok(new)) => {
            let actor = staff.actor.clone();
            let outcome = app
                .block(move |app| WebResult::Ok(publish_rules(&app.house, &actor, &new)))
                .await?;
            match outcome {
                Ok(version) => return Ok(see_other(&format!("/house-rules/{version}"))),
                Err(ActError::Stale) => shown.is_stale = true,
                Err(ActError::Unchanged) => shown.is_unchanged = true,
                Err(error) => return Err(error.into()),
            }
        }
        (true, Err(problems)) => shown.returned.problems = problems,
        (false, _) => shown.returned.is_expired = true,
    }
    let whole = look(&app).await?;
    answer(&app, &staff, &request, visitor, &whole, &shown)
}

impl PageView for DeskRulesPage {
    const TEMPLATE: &'static str = "pages/desk/moderation/rules";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let whole = Whole {
            version: 2,
            rules: HouseRule::ALL
                .iter()
                .map(|rule| RuleRecord {
                    rule: *rule,
                    text: ["Regel <b>der</b>.".to_owned(), "Rule.".to_owned()],
                })
                .collect(),
        };
        let fields = ["rule", "text_nl", "text_en", "note_nl", "note_en"];
        let problems = fields.map(|field| Problem {
            field,
            code: "required",
        });
        let page = |problems: &[Problem], is_expired, is_stale, is_unchanged| {
            let shown = Shown {
                fields: Fields {
                    rule: "insult".to_owned(),
                    text_nl: "Nieuw <b>der</b>".to_owned(),
                    ..Fields::default()
                },
                returned: Returned {
                    problems: problems.to_vec(),
                    is_expired,
                },
                is_stale,
                is_unchanged,
            };
            Self::of(&whole, &shown, FormView::sample(problems, is_expired))
        };
        vec![
            ("form".to_owned(), page(&[], false, false, false)),
            ("wrong".to_owned(), page(&problems, false, false, false)),
            ("expired".to_owned(), page(&[], true, false, false)),
            ("stale".to_owned(), page(&[], false, true, false)),
            ("unchanged".to_owned(), page(&[], false, false, true)),
        ]
    }
}
