//! The page of a planned round.

use super::fields::{Fields, question_field};
use crate::web::field::{Field, Problem};
use crate::web::page::PageView;
use crate::web::responses::desk::form::{Choice, FormView, choices};
use crate::web::rounds::desk::moments::{ClosingView, time_field};
use crate::web::rounds::desk::subject::RoundSubject;
use crate::web::rounds::desk::trouble::Trouble;
use serde::Serialize;
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::rounds::{Access, InputForm, ModerationTime, Respondents};
use weerklank_store::rounds::RoundDossier;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct PlanPage {
    is_new: bool,
    /// At most one.
    subjects: Vec<RoundSubject>,
    dossier: DossierView,
    form: FormView,
    pub trouble: Trouble,
    can_change: bool,
    revision: i32,
    phases: Vec<Choice>,
    phase: Field,
    pub procedures: Vec<ProcedureChoice>,
    procedure: Field,
    pub has_earliest: bool,
    pub earliest: Vec<Earliest>,
    languages: Vec<Choice>,
    lang: Field,
    title: Field,
    intro: Field,
    respondents_choices: Vec<Choice>,
    respondents: Field,
    accesses: Vec<Choice>,
    access: Field,
    moderations: Vec<Choice>,
    moderation: Field,
    holds_first: bool,
    quiet_from: Field,
    quiet_until: Field,
    opens_on: Field,
    opens_time: Field,
    closes_on: Field,
    closes_time: Field,
    laid_open_on: Field,
    bulletin_url: Field,
    answer_by: Field,
    forms: Vec<FormChoice>,
    takes_own: bool,
}

#[derive(Debug, Clone, Default, Serialize)]
struct DossierView {
    reference: String,
    title: String,
    lang: &'static str,
}

/// A procedure to choose; one that a municipality added itself is known by its code.
#[derive(Debug, Clone, Serialize)]
pub struct ProcedureChoice {
    value: String,
    has_words: bool,
    is_selected: bool,
}

/// The procedures whose names are messages.
const NAMED: [&str; 2] = ["informal", "formal_view"];

impl ProcedureChoice {
    pub fn new(code: &str, is_selected: bool) -> Self {
        Self {
            value: code.to_owned(),
            has_words: NAMED.contains(&code),
            is_selected,
        }
    }
}

/// The first closing that a procedure allows.
#[derive(Debug, Clone, Serialize)]
pub struct Earliest {
    procedure: ProcedureChoice,
    closing: ClosingView,
}

impl Earliest {
    pub fn new(code: &str, closing: ClosingView) -> Self {
        Self {
            procedure: ProcedureChoice::new(code, false),
            closing,
        }
    }
}

#[derive(Debug, Clone, Serialize)]
struct FormChoice {
    code: &'static str,
    id: String,
    is_chosen: bool,
    question_id: &'static str,
    question: Field,
    is_statement: bool,
}

impl PlanPage {
    /// The form with what was typed.
    pub fn of(fields: &Fields, problems: &[Problem], form: FormView) -> Self {
        let field = |value: &str, name: &str| Field::of(value, name, problems);
        let day = |value: &str, name: &'static str| Field::of_day(value, name, problems);
        let forms = InputForm::ALL.iter().map(|form| {
            let (is_chosen, question) = fields.form(*form);
            FormChoice {
                code: form.code(),
                id: format!("form_{}", form.code()),
                is_chosen,
                question_id: question_field(*form),
                question: field(question, question_field(*form)),
                is_statement: *form == InputForm::Statement,
            }
        });
        Self {
            is_new: false,
            subjects: Vec::new(),
            dossier: DossierView::default(),
            form,
            trouble: Trouble::default(),
            can_change: true,
            revision: fields.revision,
            phases: choices(PhaseKind::ALL.iter().map(|kind| kind.code()), &fields.phase),
            phase: field(&fields.phase, "phase"),
            procedures: Vec::new(),
            procedure: field(&fields.procedure, "procedure"),
            has_earliest: false,
            earliest: Vec::new(),
            languages: choices(Language::ALL.into_iter().map(Language::code), &fields.lang),
            lang: field(&fields.lang, "lang"),
            title: field(&fields.title, "title"),
            intro: field(&fields.intro, "intro"),
            respondents_choices: choices(
                Respondents::ALL.iter().map(|who| who.code()),
                &fields.respondents,
            ),
            respondents: field(&fields.respondents, "respondents"),
            accesses: choices(Access::ALL.iter().map(|how| how.code()), &fields.access),
            access: field(&fields.access, "access"),
            moderations: choices(
                ModerationTime::ALL.iter().map(|when| when.code()),
                &fields.moderation,
            ),
            moderation: field(&fields.moderation, "moderation"),
            holds_first: !fields.holds_first.is_empty(),
            quiet_from: time_field(&fields.quiet_from, "quiet_from", problems),
            quiet_until: time_field(&fields.quiet_until, "quiet_until", problems),
            opens_on: day(&fields.opens_on, "opens_on"),
            opens_time: time_field(&fields.opens_time, "opens_time", problems),
            closes_on: day(&fields.closes_on, "closes_on"),
            closes_time: time_field(&fields.closes_time, "closes_time", problems),
            laid_open_on: day(&fields.laid_open_on, "laid_open_on"),
            bulletin_url: field(&fields.bulletin_url, "bulletin_url"),
            answer_by: day(&fields.answer_by, "answer_by"),
            forms: forms.collect(),
            takes_own: !fields.takes_own.is_empty(),
        }
    }

    /// The page of a round that is there; what was announced cannot be changed.
    pub fn about_round(&mut self, subject: RoundSubject, can_change: bool) {
        self.subjects = vec![subject];
        self.can_change = can_change;
    }

    /// The page of a new round.
    pub fn about_dossier(&mut self, dossier: &RoundDossier) {
        self.is_new = true;
        self.dossier = DossierView {
            reference: dossier.reference.clone(),
            title: dossier.title.clone(),
            lang: dossier.language.code(),
        };
    }
}

impl PageView for PlanPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/plan";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use crate::web::rounds::desk::PROBLEMS;
        let problem = |field, code| Problem { field, code };
        let mut problems = vec![
            problem("title", "too_long"),
            problem("intro", "too_long"),
            problem("phase", "required"),
            problem("procedure", "required"),
            problem("lang", "required"),
            problem("respondents", "required"),
            problem("access", "required"),
            problem("moderation", "required"),
            problem("quiet_from", "invalid_time"),
            problem("quiet_until", "same_time"),
            problem("opens_on", "invalid_date"),
            problem("opens_time", "invalid_time"),
            problem("closes_on", "closing_first"),
            problem("closes_time", "no_such_time"),
            problem("laid_open_on", "invalid_date"),
            problem("bulletin_url", "invalid_url"),
            problem("answer_by", "invalid_date"),
            problem("question_open", "required"),
            problem("question_idea", "too_long"),
            problem("question_statement", "required"),
        ];
        problems.extend(PROBLEMS.map(|code| problem("closes_on", code)));
        let fields = Fields {
            title: "Groen in de <b>der</b> buurt".to_owned(),
            intro: "Waar kan **groen** bij?".to_owned(),
            opens_time: "9 uur".to_owned(),
            form_open: "1".to_owned(),
            question_open: "Wat vindt u?".to_owned(),
            ..Fields::default()
        };
        let full = |problems: &[Problem], is_expired| {
            let mut page = Self::of(&fields, problems, FormView::sample(problems, is_expired));
            page.procedures = vec![
                ProcedureChoice::new("informal", true),
                ProcedureChoice::new("own_rules", false),
            ];
            page.earliest = ClosingView::samples()
                .map(|closing| Earliest::new("formal_view", closing))
                .to_vec();
            page.has_earliest = true;
            page
        };
        let with_round = |mut page: Self, can_change| {
            page.about_round(RoundSubject::sample("draft"), can_change);
            page
        };
        let mut new = full(&problems, false);
        new.is_new = true;
        let mut untouched = Self::of(&Fields::default(), &[], FormView::sample(&[], false));
        untouched.is_new = true;
        let mut pages = vec![
            ("new".to_owned(), untouched),
            ("new-errors".to_owned(), new),
            ("edit".to_owned(), with_round(full(&[], false), true)),
            ("expired".to_owned(), with_round(full(&[], true), true)),
        ];
        for (name, trouble) in Trouble::samples() {
            let mut page = with_round(full(&[], false), false);
            page.trouble = trouble;
            pages.push((name, page));
        }
        pages
    }
}

/// The page that asks in which dossier a round is planned.
#[derive(Debug, Clone, Serialize)]
pub struct NewRoundPage {
    typed: String,
    is_unknown: bool,
}

impl NewRoundPage {
    pub fn of(typed: &str) -> Self {
        Self {
            typed: typed.to_owned(),
            is_unknown: !typed.trim().is_empty(),
        }
    }
}

impl PageView for NewRoundPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/new";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        vec![
            ("empty".to_owned(), Self::of("")),
            ("unknown".to_owned(), Self::of("D26-<b>der</b>")),
        ]
    }
}
