//! The forms of the council at the desk. They differ in their fields only, so one page shows them all: a
//! sheet names the fields, what was typed comes back with a code for each, and an act that refuses is
//! told beside the field that it is about.

use crate::web::app::App;
use crate::web::desk::Conflict;
use crate::web::desk::allowed::Staff;
use crate::web::desk::page::desk_page;
use crate::web::dossiers::desk::NamedChoice;
use crate::web::dossiers::desk::form::problem_of as problem_of_file;
use crate::web::errors::WebResult;
use crate::web::field::{Field, Problem};
use crate::web::form::{Browser, day_of_text, see_other};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{FormView, Returned};
use crate::web::visitor::Visitor;
use actix_web::{HttpRequest, HttpResponse};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use weerklank_acts::{ActError, ActResult};
use weerklank_domain::calendar::moments_of;
use weerklank_domain::council::{CannotMeet, Line, LineFault, PartialDate};

/// What was typed, by the name of the field; a name may stand there more than once.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(transparent)]
pub struct Typed(pub Vec<(String, String)>);

impl Typed {
    /// What was typed in a field.
    pub fn get(&self, field: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == field);
        found.map_or("", |(_, value)| value.as_str())
    }

    /// Everything that was ticked under one name.
    pub fn all(&self, field: &str) -> Vec<&str> {
        let of = self.0.iter().filter(|(name, _)| name == field);
        of.map(|(_, value)| value.as_str()).collect()
    }

    /// Whether a box was ticked.
    pub fn is_ticked(&self, field: &str) -> bool {
        !self.get(field).is_empty()
    }

    /// The revision that was read.
    pub fn revision(&self) -> i32 {
        self.get("revision").parse().unwrap_or(0)
    }

    /// The values of a form that is shown for the first time.
    pub fn new(values: &[(&str, String)]) -> Self {
        let own = values
            .iter()
            .map(|(name, value)| ((*name).to_owned(), value.clone()));
        Self(own.collect())
    }
}

/// How a field is typed.
#[derive(Debug, Clone)]
pub enum Kind {
    /// One line.
    Line,
    /// A day.
    Day,
    /// A time of the day.
    Time,
    /// Several lines.
    Area,
    /// A box.
    Tick,
    /// One of a closed list, whose words follow a prefix.
    Codes(&'static str, Vec<&'static str>),
    /// One of a list of things with names.
    Named(Vec<(String, String)>),
    /// One of a list of things with titles, in a language.
    Titled(Vec<(String, String)>, &'static str),
    /// A file.
    File,
}

/// A form: which one, about what, where it leads back to, and its fields.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// A code of `council-form-…`.
    pub code: &'static str,
    /// What it is about.
    pub subject: String,
    /// Where it leads back to.
    pub back: String,
    /// Its fields.
    pub fields: Vec<(&'static str, Kind)>,
}

/// The page of a form.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    code: &'static str,
    has_subject: bool,
    subject: String,
    back: String,
    form: FormView,
    has_conflict: bool,
    conflict: Conflict,
    is_upload: bool,
    revision: i32,
    fields: Vec<FieldView>,
}

#[derive(Debug, Clone, Serialize)]
struct FieldView {
    id: &'static str,
    is_line: bool,
    line_type: &'static str,
    size: &'static str,
    is_area: bool,
    is_tick: bool,
    is_ticked: bool,
    is_codes: bool,
    words: &'static str,
    is_named: bool,
    is_titled: bool,
    titles_lang: &'static str,
    is_file: bool,
    choices: Vec<NamedChoice>,
    field: Field,
}

impl FieldView {
    fn of(id: &'static str, kind: &Kind, typed: &Typed, problems: &[Problem]) -> Self {
        let value = typed.get(id);
        let choice = |value_of: &str, name: &str| NamedChoice {
            value: value_of.to_owned(),
            name: name.to_owned(),
            is_selected: value_of == value,
        };
        let choices = match kind {
            Kind::Codes(_, codes) => codes.iter().map(|code| choice(code, code)).collect(),
            Kind::Named(list) | Kind::Titled(list, _) => {
                list.iter().map(|(key, name)| choice(key, name)).collect()
            }
            _ => Vec::new(),
        };
        let (line_type, size) = match kind {
            Kind::Day => ("date", "short"),
            Kind::Time => ("time", "short"),
            _ => ("text", "wide"),
        };
        Self {
            id,
            is_line: matches!(kind, Kind::Line | Kind::Day | Kind::Time),
            line_type,
            size,
            is_area: matches!(kind, Kind::Area),
            is_tick: matches!(kind, Kind::Tick),
            is_ticked: typed.is_ticked(id),
            is_codes: matches!(kind, Kind::Codes(..)),
            words: match kind {
                Kind::Codes(words, _) => words,
                _ => "",
            },
            is_named: matches!(kind, Kind::Named(_)),
            is_titled: matches!(kind, Kind::Titled(..)),
            titles_lang: match kind {
                Kind::Titled(_, lang) => lang,
                _ => "",
            },
            is_file: matches!(kind, Kind::File),
            choices,
            field: match kind {
                Kind::Day => Field::of_day(value, id, problems),
                // A time field would not show what is no time.
                Kind::Time => Field {
                    is_odd: !value.trim().is_empty() && time_of(value).is_none(),
                    ..Field::of(value, id, problems)
                },
                _ => Field::of(value, id, problems),
            },
        }
    }
}

/// How a form came back.
#[derive(Debug, Clone, Default)]
pub struct Tried {
    /// What is wrong with it.
    pub returned: Returned,
    /// Who was first.
    pub conflict: Conflict,
}

impl FormPage {
    fn of(sheet: &Sheet, form: FormView, typed: &Typed, tried: &Tried) -> Self {
        let problems = &tried.returned.problems;
        let fields = sheet
            .fields
            .iter()
            .map(|(id, kind)| FieldView::of(id, kind, typed, problems));
        Self {
            code: sheet.code,
            has_subject: !sheet.subject.is_empty(),
            subject: sheet.subject.clone(),
            back: sheet.back.clone(),
            form,
            has_conflict: tried.conflict.has_conflict,
            conflict: tried.conflict.clone(),
            is_upload: sheet
                .fields
                .iter()
                .any(|(_, kind)| matches!(kind, Kind::File)),
            revision: typed.revision(),
            fields: fields.collect(),
        }
    }
}

/// What every answer needs.
pub struct Asked<'a> {
    pub app: &'a Arc<App>,
    pub staff: &'a Staff,
    pub request: &'a HttpRequest,
    pub visitor: Visitor,
}

/// Shows a form, new or as it came back.
pub fn show(asked: &Asked, sheet: &Sheet, typed: &Typed, tried: &Tried) -> WebResult<HttpResponse> {
    let browser = Browser::of(asked.app, asked.request);
    let action = asked.request.path();
    let form = FormView::of(asked.app, &browser, action, &tried.returned);
    let view = FormPage::of(sheet, form, typed, tried);
    let status = tried.returned.status(tried.conflict.has_conflict);
    desk_page(
        asked.app,
        asked.staff,
        asked.request,
        asked.visitor,
        status,
        &view,
    )
}

/// Takes a form that was sent: values are parsed, the act is done, and its answer is where to go. Whatever
/// is in the way is shown with the form.
pub async fn take<T: Send + 'static>(
    asked: &Asked<'_>,
    sheet: &Sheet,
    (typed, is_proven): (&Typed, bool),
    parsed: Result<T, Vec<Problem>>,
    act: impl FnOnce(&App, T) -> ActResult<String> + Send + 'static,
) -> WebResult<HttpResponse> {
    let mut tried = Tried::default();
    match (is_proven, parsed) {
        (true, Ok(values)) => {
            let outcome = asked
                .app
                .block(move |app| WebResult::Ok(act(app, values)))
                .await?;
            match outcome {
                Ok(url) => return Ok(see_other(&url)),
                Err(error) => match Conflict::of(error) {
                    Ok(conflict) => tried.conflict = conflict,
                    Err(other) => tried.returned.problems.push(problem_of(sheet, other)?),
                },
            }
        }
        (true, Err(problems)) => tried.returned.problems = problems,
        (false, _) => tried.returned.is_expired = true,
    }
    show(asked, sheet, typed, &tried)
}

/// What is wrong, as a code of a refused act; `None` for what is no refusal of the council.
pub fn code_of(error: &ActError) -> Option<&'static str> {
    Some(match error {
        ActError::CannotMeet(fault) => code_of_meeting(*fault),
        ActError::CannotPropose(fault) => fault.code(),
        ActError::CannotVote(fault) => fault.code(),
        ActError::WrongProposalStep(_) => "wrong_step",
        ActError::ReasonLacking => "required",
        ActError::Unchanged => "unchanged",
        _ => return None,
    })
}

fn code_of_meeting(fault: CannotMeet) -> &'static str {
    match fault {
        // Another form has this word for something else.
        CannotMeet::AlreadyThere => "on_list_already",
        CannotMeet::EndsFirst => "ends_before",
        other => other.code(),
    }
}

/// Every code of these forms that other forms do not have.
#[cfg(test)]
pub fn problems() -> Vec<&'static str> {
    use weerklank_domain::council::{CannotPropose, CannotVote};
    let meeting = CannotMeet::ALL.iter().map(|fault| code_of_meeting(*fault));
    let proposal = CannotPropose::ALL.iter().map(|fault| fault.code());
    let own = [
        "unchanged",
        "invalid_number",
        "invalid_time",
        "no_such_time",
        "invalid_partial",
        "unknown",
    ];
    let vote = CannotVote::ALL.iter().map(|fault| fault.code());
    meeting.chain(proposal).chain(vote).chain(own).collect()
}

/// The field of a form that a refused act is about: the one of its matter when the form has it, and
/// otherwise the first.
fn problem_of(sheet: &Sheet, error: ActError) -> Result<Problem, ActError> {
    let Some(code) = code_of(&error) else {
        return problem_of_file(error);
    };
    let wanted = match code {
        "never_closed" => "closed",
        "wrong_parent" => "parent",
        "no_member" => "chair",
        "too_soon" | "wrong_time" => "planned_on",
        "seat_taken" | "no_seat" => "seat",
        "no_faction" => "faction",
        "ends_before" => "ends",
        "wrong_target" => "about",
        "no_mover" | "wrong_mover" => "movers",
        "no_link" => "dossier",
        "required" => "correction",
        "method" => "vote_method",
        _ => "",
    };
    let field = sheet.fields.iter().find(|(id, _)| *id == wanted);
    let field = field.or_else(|| sheet.fields.first());
    let field = field.map_or("", |(id, _)| *id);
    Ok(Problem { field, code })
}

/// A line that must be there.
///
/// # Errors
/// `required` or `too_long`.
pub fn line<const LONGEST: usize>(field: &'static str, typed: &Typed) -> Result<String, Problem> {
    let parsed = Line::<LONGEST>::parse(typed.get(field));
    parsed.map(Line::into_string).map_err(|fault| Problem {
        field,
        code: match fault {
            LineFault::Empty => "required",
            LineFault::TooLong => "too_long",
        },
    })
}

/// A line that may stay empty.
///
/// # Errors
/// `too_long`.
pub fn optional_line<const LONGEST: usize>(
    field: &'static str,
    typed: &Typed,
) -> Result<String, Problem> {
    let parsed = Line::<LONGEST>::parse_optional(typed.get(field));
    let code = "too_long";
    parsed
        .map(Line::into_string)
        .map_err(|_| Problem { field, code })
}

/// A date as far as it is known: 2026, 2026-03, 2026-03-14, or as people write a day.
///
/// # Errors
/// `invalid_partial`.
pub fn partial(field: &'static str, typed: &Typed) -> Result<Option<PartialDate>, Problem> {
    let text = typed.get(field).trim();
    if text.is_empty() {
        return Ok(None);
    }
    let day = || day_of_text(text).map(PartialDate::from);
    let code = "invalid_partial";
    let parsed = PartialDate::parse(text).ok().or_else(day);
    parsed.map(Some).ok_or(Problem { field, code })
}

/// A day that must be there.
///
/// # Errors
/// `required` or `invalid_date`.
pub fn day(field: &'static str, typed: &Typed) -> Result<NaiveDate, Problem> {
    let text = typed.get(field).trim();
    let code = if text.is_empty() {
        "required"
    } else {
        "invalid_date"
    };
    day_of_text(text).ok_or(Problem { field, code })
}

/// A time as a time field sends it, or as people write it: 19.30.
pub fn time_of(text: &str) -> Option<NaiveTime> {
    let text = text.trim().replace('.', ":");
    ["%H:%M", "%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(&text, format).ok())
}

/// A time of a day on the wall.
///
/// # Errors
/// `required`, `invalid_time`, or `no_such_time` in the hour that is left out.
pub fn time_on(
    day: NaiveDate,
    field: &'static str,
    typed: &Typed,
) -> Result<DateTime<Utc>, Problem> {
    let text = typed.get(field);
    let code = if text.trim().is_empty() {
        "required"
    } else {
        "invalid_time"
    };
    let time = time_of(text).ok_or(Problem { field, code })?;
    let code = "no_such_time";
    let (at, _) = moments_of(day, time).ok_or(Problem { field, code })?;
    Ok(at)
}

/// One of a list, by its key; nothing is `None`.
///
/// # Errors
/// `unknown` for what is not on the list.
pub fn chosen(
    field: &'static str,
    typed: &Typed,
    among: &[(String, String)],
) -> Result<Option<i64>, Problem> {
    let value = typed.get(field);
    if value.is_empty() {
        return Ok(None);
    }
    let code = "unknown";
    let known = among.iter().any(|(key, _)| key == value);
    let key = value.parse().ok().filter(|_| known);
    key.map(Some).ok_or(Problem { field, code })
}

/// What is wrong with the parts of a form.
pub fn wrong<const N: usize>(parts: [Option<Problem>; N]) -> Vec<Problem> {
    parts.into_iter().flatten().collect()
}

impl PageView for FormPage {
    const TEMPLATE: &'static str = "pages/desk/council/form";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        let named = || vec![("1".to_owned(), "A. <b>der</b> Vries".to_owned())];
        let codes = || vec!["member", "chair"];
        let mut samples = Vec::new();
        for (code, ids) in super::routes::FORMS {
            let fields = ids.iter().map(|id| {
                let kind =
                    match *id {
                        "planned_on" | "submitted_on" => Kind::Day,
                        "planned_time" | "at_time" => Kind::Time,
                        "explanation" | "text" | "decision" | "reason" | "movers"
                        | "correction" => Kind::Area,
                        "hamerstuk" | "closed" | "treated" | "asked_by_chair"
                        | "choice_is_limited" => Kind::Tick,
                        "role" => Kind::Codes("membership-role", codes()),
                        "topic" => Kind::Codes("topic", vec!["budget", "taxes"]),
                        "kind" => Kind::Codes("proposal-kind", vec!["motion"]),
                        "language" => Kind::Codes("language", vec!["nl", "en"]),
                        "parent" | "item" | "vote_proposal" => Kind::Titled(named(), "nl"),
                        "chair" | "member" | "body" | "seat" | "faction" | "split_from"
                        | "asked_by" => Kind::Named(named()),
                        "vote_method" => Kind::Codes("vote-method-short", vec!["hands", "secret"]),
                        "vote_subject" => Kind::Codes("vote-subject", vec!["matter"]),
                        "file" => Kind::File,
                        _ => Kind::Line,
                    };
                (*id, kind)
            });
            let sheet = Sheet {
                code,
                subject: "V26-0003 <b>der</b>".to_owned(),
                back: "/desk/council".to_owned(),
                fields: fields.collect(),
            };
            let typed = Typed::new(&[("role", "chair".to_owned()), ("closed", "1".to_owned())]);
            let mut tried = Tried::default();
            let name = code.replace('_', "-");
            let form = FormView::sample(&[], false);
            samples.push((name.clone(), Self::of(&sheet, form, &typed, &tried)));
            for id in *ids {
                let (field, code) = (*id, "unknown");
                tried.returned.problems.push(Problem { field, code });
            }
            let form = FormView::sample(&tried.returned.problems, false);
            let page = Self::of(&sheet, form, &typed, &tried);
            samples.push((format!("{name}-errors"), page));
        }
        let (code, _) = super::routes::FORMS[0];
        let sheet = Sheet {
            code,
            subject: String::new(),
            back: "/desk/council".to_owned(),
            fields: vec![("planned_time", Kind::Time)],
        };
        let typed = Typed::new(&[("planned_time", "avond".to_owned())]);
        let conflict = Conflict::of(ActError::Stale).unwrap_or_default();
        let tried = Tried {
            returned: Returned::expired(),
            conflict,
        };
        let form = FormView::sample(&[], true);
        let page = Self::of(&sheet, form, &typed, &tried);
        samples.push(("expired".to_owned(), page));
        samples
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_taken_as_people_and_browsers_write_it() {
        for typed in ["19:30", "19.30", " 19:30:00 "] {
            assert_eq!(
                time_of(typed),
                NaiveTime::from_hms_opt(19, 30, 0),
                "{typed}"
            );
        }
        assert_eq!(time_of("avond"), None);
    }

    #[test]
    fn a_date_may_be_known_in_part() {
        let of = |text: &str| partial("starts", &Typed::new(&[("starts", text.to_owned())]));
        assert_eq!(of("2026-03"), Ok(PartialDate::parse("2026-03").ok()));
        assert_eq!(of("14-3-2026"), Ok(PartialDate::parse("2026-03-14").ok()));
        assert_eq!(of(" "), Ok(None));
        assert!(of("ooit").is_err());
    }
}
