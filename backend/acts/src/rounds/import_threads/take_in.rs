//! Proposals with their threads become a round of ideas, each comment a reply below its idea.

use super::{Threads, ThreadsComment, ThreadsProposal, UserType};
use crate::errors::{ActError, ActResult};
use crate::house::House;
use crate::inputs::{EnteredInput, enter_inputs};
use crate::replies::{EnteredReply, enter_replies};
use crate::rounds::imported::{ImportReport, Origin, held, named, round};
use std::collections::HashMap;
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::petitions::Title;
use weerklank_domain::rounds::InputForm;
use weerklank_domain::{Language, TextLanguage};
use weerklank_store::inputs::NewOrigin;
use weerklank_store::replies::{ReplySource, ThreadSubject};
use weerklank_store::rounds::FormRecord;

/// The system, in `source` and in keys.
const SYSTEM: &str = "decide-madrid";
/// Whose platform it was.
const SOURCE: &str = "Decide Madrid";
/// The root of its addresses.
const SITE: &str = "https://decide.madrid.es";
/// The words that the licence asks for wherever the data is shown.
const ATTRIBUTION: &str = "Annotated subset of Decide Madrid by the ARGRECSYS project, under the Apache \
    License 2.0. People wrote these texts on decide.madrid.es, not here.";
/// What stands for a text that the source does not have; nobody knows whether it was taken back.
const NO_TEXT: &str = "[…]";

/// Takes proposals in as ideas of the round of the dossier's name, and comments as replies below them;
/// a comment whose parent is gone stands at the top and is marked. Doing it twice changes nothing.
/// `progress` is told how much of it was done.
///
/// # Errors
/// [`ActError::Unusable`] for a name that cannot stand in an address, or that another round
/// has; or what the store says.
pub fn import_threads(
    house: &House,
    threads: &Threads,
    slug: &str,
    progress: &dyn Fn(usize),
) -> ActResult<ImportReport> {
    let slug = named(slug)?;
    let round = round(house, slug, slug, &origin(threads, house))?;
    if (round.source.as_str(), round.dossier.1.as_str()) != (SYSTEM, slug) {
        return Err(ActError::Unusable(format!(
            "another round has the name `{slug}` already: choose another one"
        )));
    }
    let entered: Vec<EnteredInput> = threads
        .proposals
        .iter()
        .map(|proposal| input(slug, proposal))
        .collect();
    let (registered, new) = enter_inputs(house, &round, &entered)?;
    let mut report = ImportReport::of_inputs(&threads.odd, entered.len(), new);
    progress(entered.len());
    let mut below: HashMap<i64, Vec<&ThreadsComment>> = HashMap::new();
    for comment in &threads.comments {
        below.entry(comment.proposal).or_default().push(comment);
    }
    for (proposal, registered) in threads.proposals.iter().zip(&registered) {
        let comments = below.remove(&proposal.id).unwrap_or_default();
        let replies = replies(slug, &comments);
        let (_, new) = enter_replies(house, ThreadSubject::Input(registered.id), &replies)?;
        report.replies += new;
        report.unchanged += replies.len() - new;
        progress(replies.len());
    }
    Ok(report)
}

fn origin<'a>(threads: &Threads, house: &House) -> Origin<'a> {
    let moments = threads
        .proposals
        .iter()
        .map(|proposal| proposal.at)
        .chain(threads.comments.iter().map(|comment| comment.at));
    Origin {
        source: SYSTEM,
        attribution: ATTRIBUTION,
        language: Language::En,
        title: SOURCE,
        intro: SITE,
        held: held(moments, house.clock.now()),
        forms: vec![FormRecord {
            form: InputForm::Idea,
            question: String::new(),
            takes_own: false,
        }],
    }
}

fn input(slug: &str, proposal: &ThreadsProposal) -> EnteredInput {
    EnteredInput {
        form: InputForm::Idea,
        language: TextLanguage::Es,
        title: Title::shortened(&proposal.title).map(|title| title.as_str().to_owned()),
        text: text_of(proposal),
        state: InputState::Open,
        moderation: ModerationState::Visible,
        is_late: false,
        channel: Channel::Elsewhere,
        source_name: Some(SOURCE.to_owned()),
        is_public: true,
        display_name: None,
        sender: Sender::Resident,
        area_id: None,
        place_name: None,
        point: None,
        person: None,
        origin: Some(NewOrigin {
            url: Some(format!("{SITE}{}", proposal.url)),
            ..NewOrigin::default()
        }),
        received_at: proposal.at,
        endorsements: i32::try_from(proposal.supports).unwrap_or(i32::MAX),
        source_key: Some(format!("{SYSTEM}:{slug}:{}", proposal.id)),
    }
}

/// Summary and text, whichever there are.
fn text_of(proposal: &ThreadsProposal) -> String {
    let parts: Vec<&str> = [proposal.summary.trim(), proposal.text.trim()]
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect();
    if parts.is_empty() {
        NO_TEXT.to_owned()
    } else {
        parts.join("\n\n")
    }
}

/// The comments of one proposal, which come parents first.
fn replies(slug: &str, comments: &[&ThreadsComment]) -> Vec<EnteredReply> {
    let places: HashMap<i64, usize> = comments
        .iter()
        .enumerate()
        .map(|(place, comment)| (comment.id, place))
        .collect();
    let parent = |comment: &ThreadsComment| comment.parent.and_then(|id| places.get(&id)).copied();
    comments
        .iter()
        .map(|comment| reply(slug, comment, parent(comment)))
        .collect()
}

fn reply(slug: &str, comment: &ThreadsComment, parent: Option<usize>) -> EnteredReply {
    let amount = |count: i64| i32::try_from(count).unwrap_or(i32::MAX);
    let text = comment.text.trim();
    EnteredReply {
        parent,
        language: TextLanguage::Es,
        text: if text.is_empty() { NO_TEXT } else { text }.to_owned(),
        stance: None,
        moderation: ModerationState::Visible,
        display_name: part_of(comment.user_type).map(str::to_owned),
        staff: None,
        source: ReplySource {
            source_key: format!("{SYSTEM}:{slug}:{}", comment.id),
            is_orphan: comment.is_orphan(),
            agreed: amount(comment.positive),
            disagreed: amount(comment.negative),
            is_deleted: false,
        },
        at: comment.at,
    }
}

/// The word that stood beside a comment there. Who they were is not taken over.
fn part_of(user_type: UserType) -> Option<&'static str> {
    match user_type {
        UserType::Citizen => None,
        UserType::Author => Some("Autor"), // typos: ignore
        UserType::Organisation => Some("Colectivo"),
        UserType::Official => Some("Empleados públicos"),
    }
}
