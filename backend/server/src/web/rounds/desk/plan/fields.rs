//! The fields of a planned round, as a browser sends them.

use crate::web::field::Problem;
use crate::web::responses::desk::form::{day, line, needed, optional, web_address};
use crate::web::rounds::desk::moments::{DayEnd, moment, quiet_hours, typed, typed_hours};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Deserialize;
use weerklank_acts::rounds::RoundPlan;
use weerklank_domain::Language;
use weerklank_domain::dossiers::PhaseKind;
use weerklank_domain::moderation::Holds;
use weerklank_domain::petitions::{Passage, Title, TitleFault};
use weerklank_domain::rounds::{Access, InputForm, ModerationTime, Respondents};
use weerklank_store::rounds::{FormRecord, RoundDossier, RoundRecord};

/// The form.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Fields {
    /// The reference of the dossier, for a new round.
    pub dossier: String,
    /// The revision that was read.
    pub revision: i32,
    pub phase: String,
    pub procedure: String,
    pub lang: String,
    pub title: String,
    pub intro: String,
    pub respondents: String,
    pub access: String,
    pub moderation: String,
    pub holds_first: String,
    pub quiet_from: String,
    pub quiet_until: String,
    pub opens_on: String,
    pub opens_time: String,
    pub closes_on: String,
    pub closes_time: String,
    pub laid_open_on: String,
    pub bulletin_url: String,
    pub answer_by: String,
    pub form_open: String,
    pub question_open: String,
    pub form_idea: String,
    pub question_idea: String,
    pub form_statement: String,
    pub question_statement: String,
    pub takes_own: String,
}

/// Values that were read so far, with everything that is wrong.
#[derive(Default)]
struct Problems(Vec<Problem>);

impl Problems {
    fn take<T>(&mut self, read: Result<T, Problem>) -> Option<T> {
        read.map_err(|problem| self.0.push(problem)).ok()
    }
}

const fn required(field: &'static str) -> Problem {
    Problem {
        field,
        code: "required",
    }
}

impl Fields {
    /// An empty form for a new round in a dossier.
    pub fn for_dossier(dossier: &RoundDossier) -> Self {
        Self {
            dossier: dossier.reference.clone(),
            phase: dossier.present_phase.map_or("", PhaseKind::code).to_owned(),
            lang: dossier.language.code().to_owned(),
            access: Access::Email.code().to_owned(),
            moderation: ModerationTime::Before.code().to_owned(),
            takes_own: "1".to_owned(),
            ..Self::default()
        }
    }

    /// The fields of a round that is there.
    pub fn of(round: &RoundRecord) -> Self {
        let (opens_on, opens_time) = typed(round.opens_at, DayEnd::Start);
        let (closes_on, closes_time) = typed(round.closes_at, DayEnd::End);
        let (quiet_from, quiet_until) = typed_hours(round.holds.quiet);
        let day = |day: Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        let mut fields = Self {
            dossier: round.dossier.2.clone(),
            revision: round.revision,
            phase: round.phase.code().to_owned(),
            procedure: round.procedure.0.clone(),
            lang: round.language.code().to_owned(),
            title: round.title.clone(),
            intro: round.intro.clone(),
            respondents: round.respondents.code().to_owned(),
            access: round.access.code().to_owned(),
            moderation: round.moderation.code().to_owned(),
            holds_first: if round.holds.is_first { "1" } else { "" }.to_owned(),
            quiet_from,
            quiet_until,
            opens_on,
            opens_time,
            closes_on,
            closes_time,
            laid_open_on: day(round.laid_open_on),
            bulletin_url: round.bulletin_url.clone().unwrap_or_default(),
            answer_by: day(round.answer_by),
            ..Self::default()
        };
        for form in &round.forms {
            let (chosen, question) = fields.form_mut(form.form);
            "1".clone_into(chosen);
            question.clone_from(&form.question);
            if form.takes_own {
                "1".clone_into(&mut fields.takes_own);
            }
        }
        fields
    }

    fn form_mut(&mut self, form: InputForm) -> (&mut String, &mut String) {
        match form {
            InputForm::Open => (&mut self.form_open, &mut self.question_open),
            InputForm::Idea => (&mut self.form_idea, &mut self.question_idea),
            InputForm::Statement => (&mut self.form_statement, &mut self.question_statement),
        }
    }

    /// Whether a form is chosen, and its question.
    pub fn form(&self, form: InputForm) -> (bool, &str) {
        let (chosen, question) = match form {
            InputForm::Open => (&self.form_open, &self.question_open),
            InputForm::Idea => (&self.form_idea, &self.question_idea),
            InputForm::Statement => (&self.form_statement, &self.question_statement),
        };
        (!chosen.is_empty(), question)
    }

    /// The opening, where it can be read.
    pub fn opens_at(&self) -> Option<DateTime<Utc>> {
        self.read_opening().ok().flatten()
    }

    /// The day of laying open, where it can be read.
    pub fn laid_open_on(&self) -> Option<NaiveDate> {
        day("laid_open_on", &self.laid_open_on).ok().flatten()
    }

    fn read_opening(&self) -> Result<Option<DateTime<Utc>>, Problem> {
        moment(
            ("opens_on", &self.opens_on),
            ("opens_time", &self.opens_time),
            DayEnd::Start,
        )
    }

    fn read_closing(&self) -> Result<Option<DateTime<Utc>>, Problem> {
        moment(
            ("closes_on", &self.closes_on),
            ("closes_time", &self.closes_time),
            DayEnd::End,
        )
    }

    /// The plan that was typed.
    ///
    /// # Errors
    /// Everything that is wrong.
    pub fn plan(&self) -> Result<RoundPlan, Vec<Problem>> {
        let mut problems = Problems::default();
        let title = problems.take(title(&self.title));
        let intro = problems.take(optional("intro", &self.intro));
        let phase = problems.take(PhaseKind::from_code(&self.phase).ok_or(required("phase")));
        let procedure = Some(self.procedure.clone()).filter(|code| !code.is_empty());
        let procedure = problems.take(procedure.ok_or(required("procedure")));
        let language = problems.take(Language::from_tag(&self.lang).ok_or(required("lang")));
        let access = problems.take(Access::from_code(&self.access).ok_or(required("access")));
        let moderation = ModerationTime::from_code(&self.moderation);
        let moderation = problems.take(moderation.ok_or(required("moderation")));
        let quiet = problems.take(quiet_hours(
            ("quiet_from", &self.quiet_from),
            ("quiet_until", &self.quiet_until),
        ));
        let opens_at = problems.take(self.read_opening());
        let closes_at = problems.take(self.read_closing());
        if opens_at
            .flatten()
            .zip(closes_at.flatten())
            .is_some_and(|(opens, closes)| closes <= opens)
        {
            problems.0.push(Problem {
                field: "closes_on",
                code: "closing_first",
            });
        }
        let laid_open_on = problems.take(day("laid_open_on", &self.laid_open_on));
        let bulletin_url = problems.take(web_address("bulletin_url", &self.bulletin_url));
        let answer_by = problems.take(day("answer_by", &self.answer_by));
        let forms = self.forms(&mut problems);
        let read = (|| {
            Some(RoundPlan {
                phase: phase?,
                procedure: procedure?,
                language: language?,
                title: title?,
                intro: intro?.map(Passage::into_string).unwrap_or_default(),
                respondents: Respondents::from_code(&self.respondents),
                access: access?,
                moderation: moderation?,
                holds: Holds {
                    is_before: moderation? == ModerationTime::Before,
                    is_first: !self.holds_first.is_empty(),
                    quiet: quiet?,
                },
                opens_at: opens_at?,
                closes_at: closes_at?,
                laid_open_on: laid_open_on?,
                bulletin_url: bulletin_url?,
                answer_by: answer_by?,
                forms,
            })
        })();
        read.filter(|_| problems.0.is_empty()).ok_or(problems.0)
    }

    fn forms(&self, problems: &mut Problems) -> Vec<FormRecord> {
        let mut forms = Vec::new();
        for form in InputForm::ALL {
            let (is_chosen, question) = self.form(*form);
            if !is_chosen {
                continue;
            }
            let field = question_field(*form);
            let read = line(field, question)
                .and_then(|line| needed(field, &line))
                .map(Passage::into_string);
            if let Some(question) = problems.take(read) {
                forms.push(FormRecord {
                    form: *form,
                    question,
                    takes_own: *form == InputForm::Statement && !self.takes_own.is_empty(),
                });
            }
        }
        forms
    }
}

/// The name of the field with the question of a form.
pub fn question_field(form: InputForm) -> &'static str {
    match form {
        InputForm::Open => "question_open",
        InputForm::Idea => "question_idea",
        InputForm::Statement => "question_statement",
    }
}

fn title(typed: &str) -> Result<Title, Problem> {
    Title::parse(typed).map_err(|fault| Problem {
        field: "title",
        code: match fault {
            TitleFault::Empty => "required",
            TitleFault::TooLong => "too_long",
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled() -> Fields {
        let text = str::to_owned;
        Fields {
            phase: text("policy_preparation"),
            procedure: text("formal_view"),
            lang: text("nl"),
            title: text("Groen in de Vissersbuurt"),
            access: text("email"),
            moderation: text("before"),
            form_open: text("1"),
            question_open: text("Wat vindt u?"),
            ..Fields::default()
        }
    }

    #[test]
    fn a_draft_needs_no_more_than_a_name_a_phase_and_a_procedure() {
        let plan = filled().plan().unwrap();
        assert_eq!(plan.forms.len(), 1);
        assert_eq!((plan.opens_at, plan.respondents), (None, None));
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let fields = Fields {
            opens_on: "2026-03-02".to_owned(),
            closes_on: "2026-03-01".to_owned(),
            bulletin_url: "javascript:alert(1)".to_owned(),
            form_idea: "1".to_owned(),
            ..Fields::default()
        };
        let problems = fields.plan().unwrap_err();
        let told: Vec<(&str, &str)> = problems.iter().map(|p| (p.field, p.code)).collect();
        assert_eq!(
            told,
            [
                ("title", "required"),
                ("phase", "required"),
                ("procedure", "required"),
                ("lang", "required"),
                ("access", "required"),
                ("moderation", "required"),
                ("closes_on", "closing_first"),
                ("bulletin_url", "invalid_url"),
                ("question_idea", "required"),
            ]
        );
    }
}
