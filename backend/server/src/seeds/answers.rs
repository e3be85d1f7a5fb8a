//! What became of a round of the seeds: themes, answers, what is set aside, and the report. It is done as
//! at the desk, by the people of the demonstration.

use super::round::source_key;
use chrono::TimeDelta;
use serde::Deserialize;
use std::collections::HashMap;
use weerklank_acts::people::Actor;
use weerklank_acts::responses::author::enter_heard;
use weerklank_acts::responses::round::{
    AnswerTo, Aside, PromiseDraft, ReportText, ThemeText, approve_response, assign_theme,
    begin_answer, keep_template, make_theme, note_theme, offer_response, promise, publish_report,
    put_inputs, set_aside, write_response,
};
use weerklank_acts::{ActError, House};
use weerklank_domain::calendar::day_of;
use weerklank_domain::commitments::Owner;
use weerklank_domain::petitions::{Passage, Title, Verdict};
use weerklank_domain::responses::{AnswerText, ChangePlace, HeardVoice, ResponseText};
use weerklank_domain::search::Query;
use weerklank_store::inputs::{find_by_id, id_of_source};
use weerklank_store::responses::{
    Chosen, inputs_of_theme, response, theme as find_theme, themes_of,
};
use weerklank_store::rounds::RoundRecord;

/// The voices of so many authors of a theme are taken at the most.
const MOST_VOICES: i64 = 100;

/// `demo/answers/<round>.toml`
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AnswersFile {
    report: Option<ReportFile>,
    #[serde(default)]
    template: Vec<TemplateFile>,
    #[serde(default)]
    theme: Vec<ThemeFile>,
    #[serde(default)]
    aside: Vec<AsideFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ReportFile {
    intro: String,
    own_motion: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TemplateFile {
    title: String,
    verdict: String,
    reasons: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ThemeFile {
    title: String,
    summary: String,
    /// The keys of inputs in the file of the round.
    #[serde(default)]
    inputs: Vec<String>,
    /// Whatever is in no theme yet and holds these words.
    #[serde(default)]
    words: Vec<String>,
    officer: Option<String>,
    due_in_days: Option<i64>,
    #[serde(default)]
    notes: Vec<String>,
    answer: Option<AnswerFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnswerFile {
    verdict: String,
    #[serde(default)]
    reasons: String,
    /// Nothing changes without it.
    #[serde(default)]
    change: String,
    #[serde(default)]
    paragraph: String,
    responsible: String,
    adopted_by: String,
    /// The title of the standard text that gives the reasons.
    template: Option<String>,
    /// `draft`, `offered` or `ready`.
    #[serde(default = "ready")]
    state: String,
    #[serde(default)]
    promise: Vec<PromiseFile>,
    heard: Option<HeardFile>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PromiseFile {
    title: String,
    text: String,
    owner: String,
    due_in_days: i64,
}

/// How many authors of the theme say that the answer is what they meant, and how many that it is not.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HeardFile {
    meant: usize,
    not_meant: usize,
}

fn ready() -> String {
    "ready".to_owned()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AsideFile {
    input: String,
    reason: String,
    explanation: String,
}

/// The two who answer: one writes, the other approves.
pub struct Officers<'a> {
    /// Who writes.
    pub writer: &'a Actor,
    /// Who approves and publishes.
    pub second: &'a Actor,
    /// Everybody by address.
    pub staff: &'a HashMap<String, Actor>,
}

/// A failure: what the file says cannot be, or an act refused it.
pub enum Fault {
    /// The file.
    File(String),
    /// The act.
    Act(ActError),
}

impl From<ActError> for Fault {
    fn from(error: ActError) -> Self {
        Self::Act(error)
    }
}

fn passage(text: &str) -> Result<Passage, Fault> {
    Passage::parse(text.trim()).map_err(|_| Fault::File(format!("no passage: {text}")))
}

/// The number of an input by its key in the file of its round.
fn number(house: &House, round: &RoundRecord, key: &str) -> Result<i64, Fault> {
    let known = source_key(&round.slug, key);
    let found = house.store.read(|db| {
        let id = id_of_source(db, &known)?;
        Ok::<_, ActError>(match id {
            Some(id) => find_by_id(db, id)?,
            None => None,
        })
    })?;
    let input = found.ok_or_else(|| Fault::File(format!("there is no input {key}")))?;
    Ok(input.number.number)
}

/// Answers a round, unless somebody began already.
///
/// # Errors
/// [`Fault`].
pub fn load(
    house: &House,
    round: &RoundRecord,
    officers: &Officers,
    file: &AnswersFile,
) -> Result<(), Fault> {
    let begun = house
        .store
        .read(|db| Ok::<_, ActError>(themes_of(db, round.id)?))?;
    if !begun.is_empty() {
        return Ok(());
    }
    let mut templates = HashMap::new();
    for given in &file.template {
        let text = (
            Verdict::from_code(&given.verdict),
            &passage(&given.reasons)?,
        );
        let body = round.body.0;
        let id = keep_template(house, officers.writer, body, &given.title, text)?;
        templates.insert(given.title.as_str(), (id, given.reasons.as_str()));
    }
    for given in &file.aside {
        let aside = match given.reason.as_str() {
            "off_topic" => Aside::OffTopic,
            "not_admissible" => Aside::NotAdmissible,
            "unreadable" => Aside::Unreadable,
            other => return Err(Fault::File(format!("reason {other} is unknown"))),
        };
        let chosen = Chosen::Numbers(vec![number(house, round, &given.input)?]);
        let why = passage(&given.explanation)?;
        set_aside(house, officers.writer, round.id, &chosen, &aside, &why)?;
    }
    let mut themes = Vec::new();
    for given in &file.theme {
        let number = theme(house, round, officers, given, &templates)?;
        themes.push((number, given));
    }
    if let Some(report) = &file.report {
        let text = ReportText {
            intro: Some(passage(&report.intro)?),
            own_motion: Some(passage(&report.own_motion)?),
            ..ReportText::default()
        };
        publish_report(house, officers.second, round.id, &text)?;
        for (number, given) in themes {
            voices(house, round, number, given)?;
        }
    }
    Ok(())
}

/// What the authors of a theme say of its answer.
fn voices(house: &House, round: &RoundRecord, number: i64, file: &ThemeFile) -> Result<(), Fault> {
    let Some(heard) = file
        .answer
        .as_ref()
        .and_then(|answer| answer.heard.as_ref())
    else {
        return Ok(());
    };
    let inputs = house.store.read(|db| {
        let about = find_theme(db, round.id, number)?.ok_or(ActError::Missing)?;
        Ok::<_, ActError>(inputs_of_theme(db, about.id, 0, MOST_VOICES)?)
    })?;
    let says = std::iter::repeat_n(HeardVoice::Meant, heard.meant)
        .chain(std::iter::repeat_n(HeardVoice::NotMeant, heard.not_meant));
    for (input, says) in inputs.iter().zip(says) {
        enter_heard(house, input.id, says)?;
    }
    Ok(())
}

fn theme(
    house: &House,
    round: &RoundRecord,
    officers: &Officers,
    file: &ThemeFile,
    templates: &HashMap<&str, (i64, &str)>,
) -> Result<i64, Fault> {
    let text = ThemeText::parse(&file.title, &file.summary)
        .map_err(|fault| Fault::File(format!("{}: {fault}", file.title)))?;
    let mut numbers = Vec::new();
    for key in &file.inputs {
        numbers.push(number(house, round, key)?);
    }
    let (writer, id) = (officers.writer, round.id);
    let (theme, _) = make_theme(house, writer, id, &text, Some(&Chosen::Alike(numbers)))?;
    for words in &file.words {
        let chosen = Chosen::Unsorted(Query::parse(words));
        match put_inputs(house, writer, id, &chosen, Some(theme)) {
            // What another theme took already is no fault of the seeds.
            Ok(_) | Err(ActError::Nothing) => {}
            Err(error) => return Err(error.into()),
        }
    }
    for note in &file.notes {
        note_theme(house, writer, (id, theme), &passage(note)?)?;
    }
    if let Some(email) = &file.officer {
        let officer = officers.staff.get(email);
        let officer = officer.ok_or_else(|| Fault::File(format!("{email} is nobody")))?;
        let today = day_of(house.clock.now());
        let due = file.due_in_days.map(|days| today + TimeDelta::days(days));
        assign_theme(house, writer, (id, theme), 1, Some(officer.staff_id), due)?;
    }
    if let Some(given) = &file.answer {
        answer(house, round, officers, (theme, file), given, templates)?;
    }
    Ok(theme)
}

fn answer(
    house: &House,
    round: &RoundRecord,
    officers: &Officers,
    (theme, about): (i64, &ThemeFile),
    file: &AnswerFile,
    templates: &HashMap<&str, (i64, &str)>,
) -> Result<(), Fault> {
    let template = match &file.template {
        Some(title) => Some(
            templates
                .get(title.as_str())
                .ok_or_else(|| Fault::File(format!("there is no text {title}")))?,
        ),
        None => None,
    };
    let text = ResponseText {
        answer: AnswerText {
            verdict: Some(
                Verdict::from_code(&file.verdict)
                    .ok_or_else(|| Fault::File(format!("verdict {} is unknown", file.verdict)))?,
            ),
            heard: about.summary.clone(),
            reasons: template
                .map_or(file.reasons.as_str(), |given| given.1)
                .to_owned(),
            change: file.change.clone(),
            is_no_change: file.change.is_empty(),
            responsible: file.responsible.clone(),
            adopted_by: file.adopted_by.clone(),
            adopted_on: Some(day_of(house.clock.now())),
            correction: String::new(),
        },
        place: ChangePlace {
            paragraph: file.paragraph.clone(),
            ..ChangePlace::default()
        },
    };
    let (writer, to) = (officers.writer, AnswerTo::Theme(theme));
    let number = begin_answer(house, writer, round.id, to, template.map(|given| given.0))?;
    let key = (round.id, number);
    let mut read = house
        .store
        .read(|db| Ok::<_, ActError>(response(db, round.id, number)?))?
        .map_or(1, |begun| begun.revision);
    for given in &file.promise {
        promise(house, writer, key, read, &promised(house, given)?)?;
        read += 1;
    }
    if file.state == "draft" {
        write_response(house, writer, key, read, &text)?;
        return Ok(());
    }
    let revision = offer_response(house, writer, key, read, &text)?;
    if file.state == "ready" {
        approve_response(house, officers.second, key, revision)?;
    }
    Ok(())
}

fn promised(house: &House, file: &PromiseFile) -> Result<PromiseDraft, Fault> {
    let unfit = |what: String| Fault::File(format!("{}: {what}", file.title));
    Ok(PromiseDraft {
        title: Title::parse(&file.title).map_err(|fault| unfit(fault.to_string()))?,
        text: passage(&file.text)?,
        owner: Owner::parse(&file.owner).map_err(|fault| unfit(fault.to_string()))?,
        due_on: day_of(house.clock.now()) + TimeDelta::days(file.due_in_days),
    })
}
