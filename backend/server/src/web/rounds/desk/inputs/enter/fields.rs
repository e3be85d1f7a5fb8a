//! What was typed on the sheet, and how it becomes an input.

use super::AreaChoice;
use crate::web::field::Problem;
use crate::web::petitions::sign_form::{email_code, name_code};
use crate::web::responses::desk::form::{day, line, web_address};
use crate::web::rounds::take_part_form::text_code;
use chrono::NaiveDate;
use serde::Deserialize;
use weerklank_acts::inputs::desk::DeskEntry;
use weerklank_domain::inputs::{Channel, InputText, Sender};
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{Title, TitleFault};
use weerklank_domain::rounds::InputForm;
use weerklank_store::rounds::RoundRecord;

/// The sheet as a browser sends it: a box that is not ticked is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
pub(super) struct Fields {
    /// What makes pressing the button twice one input.
    #[serde(default)]
    pub entry: String,
    #[serde(default)]
    pub channel: String,
    #[serde(default)]
    pub source: String,
    #[serde(default)]
    pub url: String,
    #[serde(default)]
    pub form: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub input_text: String,
    /// The code of a group; a private person when nothing is said.
    #[serde(default)]
    pub sender: String,
    #[serde(default)]
    pub sender_name: String,
    #[serde(default)]
    pub show_name: Option<String>,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub is_private: Option<String>,
    #[serde(default)]
    pub area: String,
    #[serde(default)]
    pub received_on: String,
    #[serde(default)]
    pub posted_on: String,
    #[serde(default)]
    pub agreed_on: String,
}

/// The ways that something can have come that is entered.
pub(in crate::web::rounds::desk::inputs) fn channels() -> impl Iterator<Item = Channel> {
    Channel::ALL
        .iter()
        .copied()
        .filter(|channel| *channel != Channel::Web)
}

/// The forms of a round in which something can be written.
pub(in crate::web::rounds::desk::inputs) fn forms(
    round: &RoundRecord,
) -> impl Iterator<Item = InputForm> {
    round
        .forms
        .iter()
        .filter(|had| had.form != InputForm::Statement || had.takes_own)
        .map(|had| had.form)
}

fn problem(field: &'static str, code: &'static str) -> Problem {
    Problem { field, code }
}

/// The longest key of a sheet; ours are 22 characters.
const LONGEST_ENTRY: usize = 40;

impl Fields {
    /// A new sheet: the way, the form and the day of the last one, or today.
    pub(super) fn kept(query: &str, today: NaiveDate) -> Self {
        let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
            .map(actix_web::web::Query::into_inner)
            .unwrap_or_default();
        let value = |name: &str| {
            pairs
                .iter()
                .find(|(known, value)| known == name && value.len() <= 20)
                .map(|(_, value)| value.clone())
        };
        Self {
            channel: value("channel").unwrap_or_default(),
            form: value("form").unwrap_or_default(),
            received_on: value("day").unwrap_or_else(|| today.to_string()),
            ..Self::default()
        }
    }

    /// What the next sheet keeps.
    pub(super) fn to_keep(&self) -> [(&'static str, String); 3] {
        [
            ("channel", self.channel.clone()),
            ("form", self.form.clone()),
            ("day", self.received_on.clone()),
        ]
    }

    /// Makes an entry of what was typed.
    ///
    /// # Errors
    /// Every value that cannot be taken, in the order of the sheet.
    pub(super) fn parse(
        &self,
        round: &RoundRecord,
        areas: &[AreaChoice],
    ) -> Result<DeskEntry, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |problem: Problem| problems.push(problem);
        let channel = self.channel().map_err(&mut keep).ok();
        let received_on = day("received_on", &self.received_on)
            .and_then(|day| day.ok_or(problem("received_on", "required")))
            .map_err(&mut keep)
            .ok();
        let posted_on = day("posted_on", &self.posted_on).map_err(&mut keep);
        let source = self.source(channel).map_err(&mut keep);
        let url = web_address("url", &self.url).map_err(&mut keep);
        let form = self.form(round).map_err(&mut keep).ok();
        let title = self.title(form).map_err(&mut keep);
        let text = self.text(form).map_err(&mut keep).ok();
        let sender = self.sender().map_err(&mut keep).ok();
        let name = self.name(sender).map_err(&mut keep);
        let email = self.email().map_err(&mut keep);
        let area_id = self.area_id(areas).map_err(&mut keep);
        let agreed_on = day("agreed_on", &self.agreed_on).map_err(&mut keep);
        let (Some(channel), Some(received_on), Some(form), Some(text), Some(sender), true) = (
            channel,
            received_on,
            form,
            text,
            sender,
            problems.is_empty(),
        ) else {
            return Err(problems);
        };
        Ok(DeskEntry {
            form,
            title: title.ok().flatten(),
            text,
            language: round.language,
            channel,
            source_name: source.ok().flatten(),
            url: url.ok().flatten().filter(|_| channel == Channel::Elsewhere),
            sender,
            name: name
                .ok()
                .flatten()
                .map(|name| name.as_str().to_owned())
                .unwrap_or_default(),
            show_name: self.show_name.is_some(),
            email: email.ok().flatten(),
            is_public: self.is_private.is_none(),
            area_id: area_id.ok().flatten(),
            received_on,
            posted_on: posted_on.ok().flatten(),
            agreed_on: agreed_on.ok().flatten(),
            key: self.entry.chars().take(LONGEST_ENTRY).collect(),
        })
    }

    fn channel(&self) -> Result<Channel, Problem> {
        channels()
            .find(|channel| channel.code() == self.channel)
            .ok_or(problem("channel", "choose"))
    }

    fn source(&self, channel: Option<Channel>) -> Result<Option<String>, Problem> {
        let source = line("source", &self.source)?;
        match (channel, source.is_empty()) {
            (Some(Channel::Elsewhere), true) => Err(problem("source", "required")),
            (Some(Channel::Elsewhere), false) => Ok(Some(source)),
            _ => Ok(None),
        }
    }

    fn form(&self, round: &RoundRecord) -> Result<InputForm, Problem> {
        let mut had = forms(round);
        let chosen = if self.form.is_empty() {
            had.next()
        } else {
            had.find(|form| form.code() == self.form)
        };
        chosen.ok_or(problem("form", "choose"))
    }

    fn title(&self, form: Option<InputForm>) -> Result<Option<Title>, Problem> {
        if form != Some(InputForm::Idea) {
            return Ok(None);
        }
        Title::parse(&self.title).map(Some).map_err(|fault| {
            let code = match fault {
                TitleFault::Empty => "required",
                TitleFault::TooLong => "title_too_long",
            };
            problem("title", code)
        })
    }

    fn text(&self, form: Option<InputForm>) -> Result<InputText, Problem> {
        let parsed = match form {
            Some(InputForm::Statement) => InputText::parse_statement(&self.input_text),
            _ => InputText::parse(&self.input_text),
        };
        parsed.map_err(|fault| problem("input_text", text_code(fault)))
    }

    /// Who sent it: of an organisation is told which of the three it is (PAR-6).
    fn sender(&self) -> Result<Sender, Problem> {
        if self.sender.is_empty() {
            return Ok(Sender::Resident);
        }
        Sender::chosen(&self.sender).ok_or(problem("sender", "choose"))
    }

    /// A name is asked of an organisation, and of whoever wants it shown.
    fn name(&self, sender: Option<Sender>) -> Result<Option<PersonName>, Problem> {
        let is_needed = sender.is_some_and(Sender::is_organisation) || self.show_name.is_some();
        if self.sender_name.trim().is_empty() && !is_needed {
            return Ok(None);
        }
        PersonName::parse(&self.sender_name)
            .map(Some)
            .map_err(|fault| problem("sender_name", name_code(fault)))
    }

    fn email(&self) -> Result<Option<EmailAddress>, Problem> {
        if self.email.trim().is_empty() {
            return Ok(None);
        }
        EmailAddress::parse(&self.email)
            .map(Some)
            .map_err(|fault| problem("email", email_code(fault)))
    }

    fn area_id(&self, areas: &[AreaChoice]) -> Result<Option<i64>, Problem> {
        if self.area.is_empty() {
            return Ok(None);
        }
        let known = areas.iter().find(|area| area.1 == self.area);
        known
            .map(|area| Some(area.0))
            .ok_or(problem("area", "choose"))
    }
}
