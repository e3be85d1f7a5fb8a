//! What somebody who takes part typed, and how it becomes an input.

use crate::web::app::App;
use crate::web::areas::map::{PRESSED_WIDTH, frame};
use crate::web::field::Problem;
use crate::web::petitions::sign_form::{email_code, name_code};
use serde::Deserialize;
use weerklank_acts::ActResult;
use weerklank_acts::inputs::Writing;
use weerklank_domain::Language;
use weerklank_domain::areas::{MapFrame, Point};
use weerklank_domain::inputs::{InputText, InputTextFault, Sender};
use weerklank_domain::people::{EmailAddress, PersonName};
use weerklank_domain::petitions::{Title, TitleFault};
use weerklank_domain::rounds::{InputForm, Respondents};
use weerklank_store::areas::{outlines, own_areas};
use weerklank_store::rounds::RoundRecord;

/// The values of the form, as a browser sends them: a box that is not ticked is not sent.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct TakePartFields {
    #[serde(default)]
    pub form: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub area: String,
    #[serde(default)]
    pub place: String,
    /// Latitude and longitude, once a place on the map was pressed.
    #[serde(default)]
    pub point: String,
    /// Where the map was pressed, in pixels; a keyboard that presses it says nought twice.
    #[serde(default, rename = "map.x")]
    pub map_x: Option<u32>,
    #[serde(default, rename = "map.y")]
    pub map_y: Option<u32>,
    /// Whether the place is taken off the map.
    #[serde(default)]
    pub unmark: Option<String>,
    #[serde(default)]
    pub stake: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub is_private: Option<String>,
    #[serde(default)]
    pub show_name: Option<String>,
    /// As whom somebody writes: the code of a group; for oneself when nothing is said.
    #[serde(default)]
    pub sender: String,
    /// Set once what people wrote already was shown.
    #[serde(default)]
    pub has_seen: Option<String>,
}

/// What was typed, understood.
#[derive(Debug)]
pub struct TakePart {
    /// The input.
    pub writing: Writing,
    /// The address, where one was asked for or told.
    pub email: Option<EmailAddress>,
}

/// An area that people choose from: key, code and name.
pub type AreaChoice = (i64, String, String);

/// What a place can be told by.
#[derive(Debug, Clone)]
pub struct Places {
    /// The areas.
    pub areas: Vec<AreaChoice>,
    /// The map that is pressed; none for an authority whose areas have no outlines.
    pub frame: Option<MapFrame>,
}

impl Places {
    /// Those of the authority.
    ///
    /// # Errors
    /// What the store says.
    pub fn of(app: &App) -> ActResult<Self> {
        app.house.store.read(|db| {
            Ok(Self {
                areas: own_areas(db)?,
                frame: frame(&outlines(db)?, PRESSED_WIDTH),
            })
        })
    }
}

const LONGEST_PLACE: usize = 120;
const LONGEST_STAKE: usize = 500;

/// Who is asked for an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AsksEmail {
    /// Somebody who was proven with one.
    No,
    /// The holder of a code may tell one, for the receipt.
    MayTell,
    /// Everybody else.
    Must,
}

impl TakePartFields {
    /// The form of the round that was chosen, or its first one that is written.
    pub fn form_of(&self, round: &RoundRecord) -> Option<InputForm> {
        match InputForm::from_code(&self.form) {
            Some(form) => round.form(form).map(|had| had.form),
            None => round
                .forms
                .iter()
                .map(|had| had.form)
                .find(|form| *form != InputForm::Statement),
        }
    }

    /// Makes an input of what was typed.
    ///
    /// # Errors
    /// Every value that cannot be taken, in the order of the form.
    pub fn parse(
        &self,
        round: &RoundRecord,
        form: InputForm,
        places: &Places,
        asks_email: AsksEmail,
        language: Language,
    ) -> Result<TakePart, Vec<Problem>> {
        let mut problems = Vec::new();
        let mut keep = |problem: Problem| problems.push(problem);
        let title = self.title(form).map_err(&mut keep).ok().flatten();
        let text = self.text(form).map_err(&mut keep).ok();
        let area_id = self
            .area_id(&places.areas)
            .map_err(&mut keep)
            .ok()
            .flatten();
        let place_name = within("place", &self.place, LONGEST_PLACE)
            .map_err(&mut keep)
            .ok()
            .flatten();
        let point = self.point(places).map_err(&mut keep).ok().flatten();
        let stake = self.stake(round).map_err(&mut keep).ok().flatten();
        let sender = self.sender().map_err(&mut keep).ok();
        let name = self.name(sender).map_err(&mut keep).ok().flatten();
        let email = self.email(asks_email).map_err(&mut keep).ok().flatten();
        match text.zip(sender).filter(|_| problems.is_empty()) {
            Some((text, sender)) => Ok(TakePart {
                writing: Writing {
                    round_id: round.id,
                    form: form.code().to_owned(),
                    language: language.code().to_owned(),
                    title: title.map(|title| title.as_str().to_owned()),
                    text: text.as_str().to_owned(),
                    is_public: self.is_private.is_none(),
                    name: name
                        .map(|name| name.as_str().to_owned())
                        .unwrap_or_default(),
                    show_name: self.show_name.is_some(),
                    is_organisation: sender.is_organisation(),
                    said: sender.said().map(|said| said.code().to_owned()),
                    stake,
                    area_id,
                    place_name,
                    point,
                },
                email,
            }),
            None => Err(problems),
        }
    }

    fn title(&self, form: InputForm) -> Result<Option<Title>, Problem> {
        if form != InputForm::Idea {
            return Ok(None);
        }
        let fault = |fault| {
            problem(
                "title",
                match fault {
                    TitleFault::Empty => "required",
                    TitleFault::TooLong => "too_long",
                },
            )
        };
        Title::parse(&self.title).map(Some).map_err(fault)
    }

    fn text(&self, form: InputForm) -> Result<InputText, Problem> {
        let parsed = match form {
            InputForm::Statement => InputText::parse_statement(&self.text),
            InputForm::Open | InputForm::Idea => InputText::parse(&self.text),
        };
        parsed.map_err(|fault| problem("text", text_code(fault)))
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

    /// Takes note of the map: whether it was pressed, or what was marked is taken off. Then the form is
    /// shown again, and nothing is sent.
    pub fn press_map(&mut self, places: &Places) -> bool {
        if self.unmark.is_some() {
            self.point.clear();
            return true;
        }
        let (Some(x), Some(y), Some(frame)) = (self.map_x, self.map_y, places.frame) else {
            return false;
        };
        match frame.point(x, y) {
            Some(point) if (x, y) != (0, 0) => {
                self.point = point.text();
                true
            }
            _ => false,
        }
    }

    fn point(&self, places: &Places) -> Result<Option<Point>, Problem> {
        if self.point.is_empty() {
            return Ok(None);
        }
        let shown = |point: &Point| places.frame.is_some_and(|frame| frame.shows(*point));
        match Point::parse(&self.point).filter(shown) {
            Some(point) => Ok(Some(point)),
            None => Err(problem("point", "choose")),
        }
    }

    fn stake(&self, round: &RoundRecord) -> Result<Option<String>, Problem> {
        if round.respondents == Respondents::Everyone {
            return Ok(None);
        }
        match within("stake", &self.stake, LONGEST_STAKE)? {
            Some(stake) => Ok(Some(stake)),
            None => Err(problem("stake", "required")),
        }
    }

    /// Who sends it. An organisation says which of the three it is (PAR-6).
    fn sender(&self) -> Result<Sender, Problem> {
        if self.sender.is_empty() {
            return Ok(Sender::Resident);
        }
        Sender::chosen(&self.sender).ok_or(problem("sender", "choose"))
    }

    /// A name is asked of whoever wants it shown, and of an organisation.
    fn name(&self, sender: Option<Sender>) -> Result<Option<PersonName>, Problem> {
        let is_needed = self.show_name.is_some() || sender.is_some_and(Sender::is_organisation);
        if self.name.trim().is_empty() && !is_needed {
            return Ok(None);
        }
        PersonName::parse(&self.name)
            .map(Some)
            .map_err(|fault| problem("name", name_code(fault)))
    }

    fn email(&self, asks: AsksEmail) -> Result<Option<EmailAddress>, Problem> {
        let is_empty = self.email.trim().is_empty();
        match asks {
            AsksEmail::No => Ok(None),
            AsksEmail::MayTell if is_empty => Ok(None),
            AsksEmail::MayTell | AsksEmail::Must => EmailAddress::parse(&self.email)
                .map(Some)
                .map_err(|fault| problem("email", email_code(fault))),
        }
    }
}

fn problem(field: &'static str, code: &'static str) -> Problem {
    Problem { field, code }
}

/// The word for what is wrong with a text.
pub fn text_code(fault: InputTextFault) -> &'static str {
    match fault {
        InputTextFault::Empty => "required",
        InputTextFault::TooLong => "too_long",
    }
}

/// One line of at most so many characters; `None` when it is empty.
fn within(field: &'static str, typed: &str, most: usize) -> Result<Option<String>, Problem> {
    let line: Vec<String> = typed
        .split_whitespace()
        .map(|word| word.chars().filter(|c| !c.is_control()).collect())
        .collect();
    let line = line.join(" ");
    if line.chars().count() > most {
        return Err(problem(field, "too_long"));
    }
    Ok(Some(line).filter(|line| !line.is_empty()))
}
