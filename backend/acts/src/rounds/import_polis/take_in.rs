//! A Polis conversation becomes a round of statements, with every vote by its last value.

use super::{Moderation, PolisConversation, PolisStatement, PolisVote};
use crate::errors::ActResult;
use crate::house::House;
use crate::inputs::{EnteredBallot, EnteredInput, enter_ballots, enter_inputs};
use crate::rounds::imported::{ImportReport, Origin, held, named, round};
use std::collections::HashMap;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::rounds::InputForm;
use weerklank_domain::{Language, TextLanguage};
use weerklank_store::rounds::FormRecord;

/// The words that the licence asks for wherever the data is shown.
const ATTRIBUTION: &str = "Data was gathered using the Polis software (compdemocracy.org/polis) and is \
    sub-licensed under CC BY 4.0 with Attribution to The Computational Democracy Project. The data and \
    more information about how the data was collected can be found at the following link: \
    https://compdemocracy.org";

/// So many votes are written in one transaction.
const BATCH: usize = 2_000;

/// Takes a conversation in as the round of a name, in a dossier of the same name. Doing it twice
/// changes nothing. `progress` is told how much of it was done.
///
/// # Errors
/// [`ActError::Unusable`](crate::ActError::Unusable) for a name that cannot stand in an address, or
/// what the store says.
pub fn import_polis(
    house: &House,
    conversation: &PolisConversation,
    slug: &str,
    progress: &dyn Fn(usize),
) -> ActResult<ImportReport> {
    let slug = named(slug)?;
    let round = round(house, slug, slug, &origin(conversation, house))?;
    let entered: Vec<EnteredInput> = conversation
        .statements
        .iter()
        .map(|statement| input(slug, statement))
        .collect();
    let (registered, new) = enter_inputs(house, &round, &entered)?;
    let mut report = ImportReport::of_inputs(&conversation.odd, entered.len(), new);
    progress(entered.len());
    let ids: HashMap<i64, i64> = conversation
        .statements
        .iter()
        .zip(&registered)
        .map(|(statement, registered)| (statement.id, registered.id))
        .collect();
    for votes in conversation.votes.chunks(BATCH) {
        let (new, same) = enter_ballots(house, round.id, &ballots(&ids, votes))?;
        report.votes += new;
        report.unchanged += same;
        progress(votes.len());
    }
    Ok(report)
}

fn origin<'a>(conversation: &'a PolisConversation, house: &House) -> Origin<'a> {
    let moments = conversation
        .statements
        .iter()
        .map(|statement| statement.at)
        .chain(conversation.votes.iter().map(|vote| vote.at));
    Origin {
        source: "polis",
        attribution: ATTRIBUTION,
        language: Language::En,
        title: &conversation.topic,
        intro: conversation.description.as_deref().unwrap_or_default(),
        held: held(moments, house.clock.now()),
        forms: vec![FormRecord {
            form: InputForm::Statement,
            question: String::new(),
            takes_own: true,
        }],
    }
}

/// A statement that moderators took away is removed; no reason is invented for it.
fn input(slug: &str, statement: &PolisStatement) -> EnteredInput {
    let (state, moderation) = match statement.moderated {
        Moderation::Rejected => (InputState::Removed, ModerationState::Hidden),
        Moderation::Visible => (InputState::Open, ModerationState::Visible),
    };
    EnteredInput {
        form: InputForm::Statement,
        language: TextLanguage::En,
        title: None,
        text: statement.text.clone(),
        state,
        moderation,
        is_late: false,
        channel: Channel::Elsewhere,
        source_name: Some("Polis".to_owned()),
        is_public: true,
        display_name: None,
        sender: Sender::Resident,
        area_id: None,
        place_name: None,
        point: None,
        person: None,
        origin: None,
        received_at: statement.at,
        endorsements: 0,
        source_key: Some(format!("polis:{slug}:{}", statement.id)),
    }
}

/// A vote on a statement that the export does not have was told as odd.
fn ballots(ids: &HashMap<i64, i64>, votes: &[PolisVote]) -> Vec<EnteredBallot> {
    votes
        .iter()
        .filter_map(|vote| {
            Some(EnteredBallot {
                input_id: *ids.get(&vote.statement)?,
                voter: format!("polis {}", vote.voter),
                ballot: vote.ballot,
                at: vote.at,
            })
        })
        .collect()
}
