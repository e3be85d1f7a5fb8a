//! Lists of inputs as the store reads them: every filter in every order, for everybody and for the desk,
//! shows each input that passes once, and no other.

use super::take_part::open_round;
use crate::rounds::matter::{plan, planned};
use crate::support::database::Engine;
use crate::support::desk::somebody;
use crate::support::harness::{TestHouse, start_of_test};
use crate::support::on_both_databases;
use chrono::TimeDelta;
use weerklank_acts::inputs::{EnteredInput, enter_inputs};
use weerklank_domain::inputs::{Channel, InputState, ModerationState, Sender};
use weerklank_domain::people::Role;
use weerklank_domain::rounds::InputForm;
use weerklank_domain::search::{Query, tokens};
use weerklank_domain::{Language, TextLanguage};
use weerklank_store::areas::own_areas;
use weerklank_store::inputs::{InputCard, InputFilter, InputPage, InputSort, Scope, page, similar};
use weerklank_store::rounds::RoundRecord;
use weerklank_store::{Db, StoreResult};

on_both_databases!(
    every_filter_in_every_order_shows_each_input_once,
    words_find_the_same_in_every_order,
    alike_are_the_newest_that_share_most_words,
);

/// More than are read at once, with many ties in every order.
const AMOUNT: usize = 420;

/// The numbers follow from the place; few of the properties exclude each other.
fn input(place: usize, areas: &[i64]) -> EnteredInput {
    let form = match place {
        _ if place % 9 == 4 => InputForm::Idea,
        _ if place % 50 == 7 => InputForm::Statement,
        _ => InputForm::Open,
    };
    let (state, moderation) = match place % 23 {
        3 => (InputState::Open, ModerationState::Awaiting),
        5 => (InputState::Removed, ModerationState::Hidden),
        7 => (InputState::Withdrawn, ModerationState::Visible),
        9 | 11 => (InputState::Answered, ModerationState::Visible),
        13 => (InputState::SetAside, ModerationState::Visible),
        _ => (InputState::Open, ModerationState::Visible),
    };
    let mut text = match place % 10 {
        // The same words, so that they are grouped.
        6 => "Laat iedereen zorgen dat het plein groen en veilig blijft voor kinderen".to_owned(),
        _ => format!("Plein {} en straat {}", place * 37 % 101, place),
    };
    if place % 70 == 11 {
        text.push_str(" met een fontein");
    }
    EnteredInput {
        form,
        language: TextLanguage::Nl,
        title: (form == InputForm::Idea).then(|| format!("Idee {place}")),
        text,
        state,
        moderation,
        is_late: place.is_multiple_of(31),
        channel: match place % 41 {
            2 => Channel::Telephone,
            4..8 => Channel::Paper,
            _ => Channel::Web,
        },
        source_name: None,
        is_public: place % 17 != 1,
        display_name: None,
        sender: Sender::Resident,
        area_id: areas.get(place % 5).copied(),
        place_name: None,
        point: None,
        person: None,
        origin: None,
        received_at: start_of_test() + TimeDelta::minutes(i64::try_from(place / 3).unwrap()),
        endorsements: i32::try_from(place * 7 % 13 / 5).unwrap(),
        source_key: Some(format!("list {place}")),
    }
}

/// A round with all of them, between those of another round that hold the same words.
async fn filled(house: &TestHouse) -> RoundRecord {
    let round = open_round(house).await;
    let actor = somebody(house, "Anneke", Role::PolicyOfficer);
    let other = planned(house, &actor, &plan());
    let own = house.house().store.read(own_areas).unwrap();
    let areas: Vec<i64> = own.iter().take(2).map(|area| area.0).collect();
    let inputs: Vec<EnteredInput> = (0..AMOUNT).map(|place| input(place, &areas)).collect();
    for (number, some) in inputs.chunks(60).enumerate() {
        enter_inputs(house.house(), &round, some).unwrap();
        let mut elsewhere = some[..5].to_vec();
        for (place, input) in elsewhere.iter_mut().enumerate() {
            input.source_key = Some(format!("other {number} {place}"));
        }
        enter_inputs(house.house(), &other, &elsewhere).unwrap();
    }
    // As if some had replies.
    house.sql(&format!(
        "UPDATE inputs SET replies = CAST(number % 4 AS INTEGER) WHERE round_id = {}",
        round.id
    ));
    round
}

/// The numbers of all pages of a list.
fn walked(
    db: &mut Db,
    round: i64,
    scope: Scope,
    filter: &InputFilter,
    sort: InputSort,
    limit: i64,
) -> StoreResult<Vec<InputCard>> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let InputPage { items, next } = page(db, round, scope, filter, sort, after, limit)?;
        assert!(next.is_none() || i64::try_from(items.len()).unwrap() == limit);
        all.extend(items);
        after = next;
        if after.is_none() {
            return Ok(all);
        }
    }
}

fn holds(card: &InputCard, query: &Query) -> bool {
    let title = card.title.as_deref().unwrap_or_default();
    let tokens = tokens(&format!("{title} {}", card.text), card.language);
    let found = |forms: &Vec<String>| forms.iter().any(|form| tokens.contains(form));
    query.groups().iter().all(found)
}

fn passes(card: &InputCard, filter: &InputFilter, areas: &[(i64, String)]) -> bool {
    let area = |id: i64| {
        let known = areas.iter().find(|area| area.0 == id);
        known.is_some_and(|area| card.area_name.as_ref() == Some(&area.1))
    };
    filter
        .state
        .is_none_or(|state| card.standing.state == state)
        && filter.form.is_none_or(|form| card.form == form)
        && filter.channel.is_none_or(|channel| card.channel == channel)
        && filter
            .moderation
            .is_none_or(|moderation| card.standing.moderation == moderation)
        && filter.area_id.is_none_or(area)
        && filter.query.as_ref().is_none_or(|query| holds(card, query))
}

fn in_order(cards: &mut [InputCard], sort: InputSort) {
    cards.sort_by_key(|card| match sort {
        InputSort::Newest => (0, -card.number),
        InputSort::Oldest => (0, card.number),
        InputSort::Endorsed => (-card.endorsements, -card.number),
        InputSort::Replied => (-card.replies, -card.number),
    });
}

/// Compares lists with what everything, read in one piece, says that they hold.
fn agree(house: &TestHouse, round: i64, filters: &[InputFilter]) {
    let read = |db: &mut Db| {
        let areas: Vec<(i64, String)> = own_areas(db)?
            .into_iter()
            .map(|(id, _, name)| (id, name))
            .collect();
        for scope in [Scope::Public, Scope::Desk] {
            let nothing = InputFilter::default();
            let all = walked(db, round, scope, &nothing, InputSort::Oldest, 1_000)?;
            assert!(scope == Scope::Public || all.len() == AMOUNT);
            for filter in filters {
                for sort in InputSort::ALL {
                    let mut expected: Vec<InputCard> = all
                        .iter()
                        .filter(|card| passes(card, filter, &areas))
                        .cloned()
                        .collect();
                    in_order(&mut expected, sort);
                    let found = walked(db, round, scope, filter, sort, 9)?;
                    let numbers =
                        |cards: &[InputCard]| cards.iter().map(|c| c.number).collect::<Vec<_>>();
                    assert_eq!(
                        numbers(&found),
                        numbers(&expected),
                        "{scope:?} {sort:?} {filter:?}"
                    );
                }
            }
        }
        StoreResult::Ok(())
    };
    house.house().store.read(read).unwrap();
}

async fn every_filter_in_every_order_shows_each_input_once(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = filled(&house).await;
    let area = house.house().store.read(own_areas).unwrap()[0].0;
    let nothing = InputFilter::default;
    let mut filters = vec![
        nothing(),
        InputFilter {
            area_id: Some(area),
            ..nothing()
        },
        // No area at all.
        InputFilter {
            area_id: Some(0),
            ..nothing()
        },
        InputFilter {
            state: Some(InputState::Open),
            channel: Some(Channel::Telephone),
            ..nothing()
        },
        InputFilter {
            state: Some(InputState::Answered),
            form: Some(InputForm::Open),
            channel: Some(Channel::Paper),
            area_id: Some(area),
            moderation: Some(ModerationState::Visible),
            ..nothing()
        },
    ];
    filters.extend(InputState::ALL.iter().map(|state| InputFilter {
        state: Some(*state),
        ..nothing()
    }));
    filters.extend(InputForm::ALL.iter().map(|form| InputFilter {
        form: Some(*form),
        ..nothing()
    }));
    filters.extend(Channel::ALL.iter().map(|channel| InputFilter {
        channel: Some(*channel),
        ..nothing()
    }));
    filters.extend(ModerationState::ALL.iter().map(|moderation| InputFilter {
        moderation: Some(*moderation),
        ..nothing()
    }));
    agree(&house, round.id, &filters);
}

async fn words_find_the_same_in_every_order(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = filled(&house).await;
    let words = |typed: &str| InputFilter {
        query: Query::parse(typed),
        ..InputFilter::default()
    };
    let filters = [
        // Of nearly all, of some, of few, of one, of none; two at once.
        words("plein"),
        words("kinderen"),
        words("fonteinen"),
        words("straat 77"),
        words("gletsjer"),
        words("plein fontein"),
        InputFilter {
            form: Some(InputForm::Idea),
            ..words("plein")
        },
        InputFilter {
            state: Some(InputState::Open),
            channel: Some(Channel::Telephone),
            ..words("straat")
        },
        InputFilter {
            moderation: Some(ModerationState::Awaiting),
            ..words("plein")
        },
    ];
    agree(&house, round.id, &filters);
}

async fn alike_are_the_newest_that_share_most_words(engine: Engine) {
    let house = TestHouse::open(engine);
    let round = filled(&house).await;
    let text = "Een fontein op het plein bij straat 291";
    let found = house
        .house()
        .store
        .read(|db| similar(db, round.id, text, Language::Nl, 3))
        .unwrap();
    // These hold a fountain beside the words that nearly all hold; a number tells nothing.
    let numbers: Vec<i64> = found.iter().map(|card| card.number).collect();
    assert_eq!(numbers, [362, 292, 222]);
    assert!(found.iter().all(|card| card.text.contains("fontein")));
}
