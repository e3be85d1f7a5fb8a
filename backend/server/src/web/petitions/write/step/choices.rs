//! What can be chosen as an answer: bodies, areas, kinds of request.

use crate::web::app::App;
use crate::web::petitions::write::step_form::WHOLE;
use serde::Serialize;
use weerklank_acts::petitions::write::PetitionerPage;
use weerklank_domain::Language;
use weerklank_domain::petitions::WriteStep;
use weerklank_store::{StoreError, areas, instruments, site};

/// One of several answers.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub(super) value: String,
    pub(super) has_name: bool,
    pub(super) name: String,
    pub(super) is_whole: bool,
    pub(super) is_checked: bool,
    pub(super) supporters_needed: u32,
    pub(super) needs_supporters: bool,
}

/// The choices of a question; none for one that is typed.
pub(super) fn choices(
    app: &App,
    page: &PetitionerPage,
    step: WriteStep,
    chosen: Option<&str>,
    language: Language,
) -> Result<Vec<Choice>, StoreError> {
    let petition = &page.petition;
    let was_answered = page.petitioner.answered.contains(&step);
    let is_checked = |value: &str, known: &str| match chosen {
        Some(chosen) => chosen == value,
        None => was_answered && known == value,
    };
    let named = |value: String, name: String, known: &str| Choice {
        is_checked: is_checked(&value, known),
        value,
        has_name: true,
        name,
        is_whole: false,
        supporters_needed: 0,
        needs_supporters: false,
    };
    app.house.store.read(|db| {
        Ok(match step {
            WriteStep::Body => site::addressees(db)?
                .into_iter()
                .map(|body| {
                    let name = match language {
                        Language::Nl => body.name_nl,
                        Language::En => body.name_en,
                    };
                    named(body.slug, name, &petition.body.0)
                })
                .collect(),
            WriteStep::Area => {
                let known = petition.area.as_ref().map_or(WHOLE, |area| area.0.as_str());
                let whole = Choice {
                    has_name: false,
                    is_whole: true,
                    ..named(WHOLE.to_owned(), String::new(), known)
                };
                let areas = areas::own_areas(db)?;
                std::iter::once(whole)
                    .chain(
                        areas
                            .into_iter()
                            .map(|(_, code, name)| named(code, name, known)),
                    )
                    .collect()
            }
            WriteStep::Instrument => {
                let today = weerklank_domain::calendar::day_of(app.house.clock.now());
                let mut choices = Vec::new();
                for code in instruments::all_codes(db)? {
                    let found = instruments::on_day(db, &code, today)?;
                    if let Some((_, rules)) = found.filter(|(_, rules)| rules.can_be_filed()) {
                        choices.push(Choice {
                            has_name: false,
                            supporters_needed: rules.supporters_needed,
                            needs_supporters: rules.supporters_needed > 0,
                            ..named(code, String::new(), &petition.instrument)
                        });
                    }
                }
                // What asks least comes first.
                choices.sort_by_key(|choice| choice.supporters_needed);
                choices
            }
            WriteStep::Title
            | WriteStep::Observation
            | WriteStep::Request
            | WriteStep::Explanation
            | WriteStep::Closing
            | WriteStep::Petitioner => Vec::new(),
        })
    })
}
