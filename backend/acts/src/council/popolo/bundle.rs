//! A Popolo bundle, as it is read and written. What Popolo has no word for begins with `x_`, so that a
//! strict reader can drop it.

use serde::{Deserialize, Deserializer, Serialize};

/// Whether a list or a truth is not worth a line.
fn is_empty<T>(list: &[T]) -> bool {
    list.is_empty()
}

/// Reads `null` as what is not there.
fn lenient<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Ok(Option::<T>::deserialize(deserializer)?.unwrap_or_default())
}

/// Declares structures of a bundle: every field may be missing or `null`, and is left out when it says
/// nothing.
macro_rules! popolo {
    ($($(#[$doc:meta])* $name:ident {
        $($(#[$field_doc:meta])* $field:ident: Option<$single:ty>,)*
        $(; $($(#[$list_doc:meta])* $list:ident: Vec<$item:ty>,)*)?
    })+) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
        #[serde(default)]
        pub struct $name {
            $($(#[$field_doc])* #[serde(skip_serializing_if = "Option::is_none")] pub $field: Option<$single>,)*
            $($($(#[$list_doc])*
            #[serde(deserialize_with = "lenient", skip_serializing_if = "is_empty")] pub $list: Vec<$item>,)*)?
        }
    )+ };
}

/// The whole.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Bundle {
    /// Who made it.
    pub meta: Meta,
    /// Bodies and factions.
    #[serde(deserialize_with = "lenient")]
    pub organizations: Vec<Organization>,
    /// People.
    #[serde(deserialize_with = "lenient")]
    pub persons: Vec<Person>,
    /// Seats.
    #[serde(deserialize_with = "lenient")]
    pub posts: Vec<Post>,
    /// Who sits where.
    #[serde(deserialize_with = "lenient")]
    pub memberships: Vec<Membership>,
    /// Areas.
    #[serde(deserialize_with = "lenient")]
    pub areas: Vec<Area>,
    /// Meetings and what stands on their agendas.
    #[serde(deserialize_with = "lenient")]
    pub events: Vec<Event>,
    /// What was proposed.
    #[serde(deserialize_with = "lenient")]
    pub motions: Vec<Motion>,
    /// Votes.
    #[serde(deserialize_with = "lenient")]
    pub vote_events: Vec<VoteEvent>,
}

impl Bundle {
    /// How many things it holds.
    #[must_use]
    pub fn len(&self) -> usize {
        let people = self.organizations.len() + self.persons.len() + self.memberships.len();
        people + self.events.len() + self.motions.len() + self.vote_events.len()
    }

    /// Whether it holds nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

popolo! {
    /// Who made a bundle.
    Meta {
        /// The program.
        generator: Option<String>,
        /// The site.
        url: Option<String>,
        /// The terms on which it can be used again.
        license: Option<String>,
    }

    /// What somebody else calls something.
    Identifier {
        /// Who.
        scheme: Option<String>,
        /// How.
        identifier: Option<String>,
    }

    /// Another name.
    OtherName {
        /// The name.
        name: Option<String>,
        /// What sort of name it is.
        note: Option<String>,
    }

    /// A body, a faction or a party.
    Organization {
        /// What everything else calls it.
        id: Option<String>,
        /// Its name.
        name: Option<String>,
        /// What sort of organization it is.
        classification: Option<String>,
        /// What it is part of.
        parent_id: Option<String>,
        /// Since when it is there.
        founding_date: Option<String>,
        /// Until when.
        dissolution_date: Option<String>,
        /// Whether it decides.
        x_decides: Option<bool>,
        /// The code of its rule sets.
        x_rule_set: Option<String>,
        /// Whether votes are published by another person than offered them.
        x_needs_second_person: Option<bool>,
        /// Of how many members it consists by law today.
        x_statutory_seats: Option<i32>,
        /// The faction that it split off from.
        x_split_from: Option<String>,
        ;
        /// Its other names.
        other_names: Vec<OtherName>,
        /// What others call it.
        identifiers: Vec<Identifier>,
        /// Its terms.
        x_terms: Vec<Term>,
        /// Terms, as some parliaments write them.
        legislative_periods: Vec<Period>,
        /// Memberships that stand within it.
        memberships: Vec<Membership>,
        /// Seats that stand within it.
        posts: Vec<Post>,
    }

    /// A term with its number of seats.
    Term {
        /// Its first day.
        start_date: Option<String>,
        /// Its last day.
        end_date: Option<String>,
        /// Its seats.
        seats: Option<i32>,
    }

    /// A span of time with a name.
    Period {
        /// What memberships call it.
        id: Option<String>,
        /// Its first day.
        start_date: Option<String>,
        /// Its last day.
        end_date: Option<String>,
    }

    /// Somebody. Nothing else is read of a person (AVG-3).
    Person {
        /// What everything else calls them.
        id: Option<String>,
        /// The name.
        name: Option<String>,
        /// The name by which lists are sorted.
        sort_name: Option<String>,
        /// The family name, read only.
        family_name: Option<String>,
        /// The given name, read only.
        given_name: Option<String>,
        ;
        /// What others call them.
        identifiers: Vec<Identifier>,
        /// Memberships that stand within it.
        memberships: Vec<Membership>,
    }

    /// A seat.
    Post {
        /// What memberships call it.
        id: Option<String>,
        /// Its name.
        label: Option<String>,
        /// What it is.
        role: Option<String>,
        /// The body.
        organization_id: Option<String>,
        /// Its place among the seats.
        x_position: Option<i32>,
    }

    /// Who held what and when.
    Membership {
        /// Its own name.
        id: Option<String>,
        /// Who.
        person_id: Option<String>,
        /// In which body.
        organization_id: Option<String>,
        /// On which seat.
        post_id: Option<String>,
        /// For which faction.
        on_behalf_of_id: Option<String>,
        /// The part.
        role: Option<String>,
        /// From when.
        start_date: Option<String>,
        /// Until when.
        end_date: Option<String>,
        /// The term, read only.
        legislative_period_id: Option<String>,
    }

    /// An area.
    Area {
        /// What everything else calls it.
        id: Option<String>,
        /// Its name.
        name: Option<String>,
        /// Its code.
        identifier: Option<String>,
        /// What sort of area it is.
        classification: Option<String>,
        /// What it is part of.
        parent_id: Option<String>,
    }

    /// A meeting, or an item of its agenda.
    Event {
        /// What everything else calls it.
        id: Option<String>,
        /// Its name.
        name: Option<String>,
        /// What is said of it.
        description: Option<String>,
        /// `council meeting` or `agenda item`.
        classification: Option<String>,
        /// When it begins.
        start_date: Option<String>,
        /// When it ends.
        end_date: Option<String>,
        /// Where.
        location: Option<String>,
        /// `tentative`, `confirmed`, `cancelled` or `passed`.
        status: Option<String>,
        /// The body.
        organization_id: Option<String>,
        /// The meeting or the item that an item is part of.
        parent_id: Option<String>,
        /// Our own word for where a meeting stands.
        x_state: Option<String>,
        /// BCP 47 tag of its texts.
        x_language: Option<String>,
        /// When it was planned to begin, where it began at another moment.
        x_planned_at: Option<String>,
        /// When the members were summoned.
        x_summoned_at: Option<String>,
        /// Why it does not take place.
        x_cancel_reason: Option<String>,
        /// The meeting that it convenes again.
        x_second_of: Option<String>,
        /// Who chairs.
        x_chair_id: Option<String>,
        /// The place among the items of one parent.
        x_position: Option<i32>,
        /// The number that people see.
        x_number: Option<String>,
        /// Whether it is to be adopted without debate.
        x_hamerstuk: Option<bool>,
        /// Whether it is dealt with behind closed doors.
        x_closed: Option<bool>,
        /// The item of the first agenda that it is, in a second meeting.
        x_first_item_id: Option<String>,
        /// Whether it was dealt with.
        x_treated: Option<bool>,
        /// What was decided.
        x_decision: Option<String>,
        ;
        /// Who was there.
        x_attendance: Vec<Attendance>,
    }

    /// Who was there, from when until when.
    Attendance {
        /// Who.
        person_id: Option<String>,
        /// From when.
        from: Option<String>,
        /// Until when.
        to: Option<String>,
        /// `in_person` or `remote`.
        mode: Option<String>,
    }

    /// What was proposed.
    Motion {
        /// What everything else calls it.
        id: Option<String>,
        /// The body.
        organization_id: Option<String>,
        /// Who brought it.
        creator_id: Option<String>,
        /// In full.
        text: Option<String>,
        /// What people call it.
        identifier: Option<String>,
        /// `proposal`, `motion`, `amendment`, `sub-amendment` or `appointment`.
        classification: Option<String>,
        /// The moment of the proposal; read only, since we know the day.
        date: Option<String>,
        /// `pass` or `fail`.
        result: Option<String>,
        /// Its title.
        x_title: Option<String>,
        /// BCP 47 tag of its texts.
        x_language: Option<String>,
        /// The day on which it was submitted.
        x_submitted_on: Option<String>,
        /// What became of it, in the words of Open Raadsinformatie.
        x_status: Option<String>,
        /// What became of it, in our own.
        x_state: Option<String>,
        /// What it changes, or belongs to.
        x_amends_motion_id: Option<String>,
        /// Where it was dealt with, as some parliaments write it; read only.
        context: Option<Context>,
        ;
        /// Who brought it, all of them.
        x_creators: Vec<Creator>,
        /// The items of agendas on which it stood.
        x_agenda_item_ids: Vec<String>,
        /// Votes that stand within it.
        vote_events: Vec<VoteEvent>,
    }

    /// Where something was dealt with.
    Context {
        /// The day.
        date: Option<String>,
        /// The sitting.
        sitting: Option<String>,
    }

    /// Somebody who brings a proposal.
    Creator {
        /// Who.
        person_id: Option<String>,
        /// For which faction, or which faction or body.
        organization_id: Option<String>,
        /// `mover` or `co_mover`.
        role: Option<String>,
    }

    /// A vote.
    VoteEvent {
        /// What everything else calls it.
        id: Option<String>,
        /// The body.
        organization_id: Option<String>,
        /// What people call it.
        identifier: Option<String>,
        /// What was voted on.
        motion_id: Option<String>,
        /// When.
        start_date: Option<String>,
        /// `pass` or `fail`.
        result: Option<String>,
        /// What was voted on, where that is no proposal.
        x_title: Option<String>,
        /// How.
        x_method: Option<String>,
        /// What its result rests on.
        x_basis: Option<String>,
        /// The rules, with their version: `nl_council/1`.
        x_rule_set: Option<String>,
        /// What followed under these rules.
        x_outcome: Option<String>,
        /// What was said elsewhere.
        x_stated_result: Option<String>,
        /// The vote that it follows.
        x_follows_vote_event_id: Option<String>,
        /// The item of an agenda.
        x_agenda_item_id: Option<String>,
        /// BCP 47 tag of its title.
        x_language: Option<String>,
        /// The day, where the hour is not known.
        x_date: Option<String>,
        /// Members of whom the body consists by law.
        x_statutory: Option<i32>,
        /// Members who held a seat.
        x_sitting: Option<i32>,
        /// Of a vote on persons: `appointment`, `nomination` or `recommendation`.
        x_subject: Option<String>,
        /// Whether a nomination or a run-off limits the choice.
        x_choice_is_limited: Option<bool>,
        /// What the chair announced.
        x_announced: Option<String>,
        /// What decided after equal votes.
        x_breaker: Option<String>,
        /// Ballots that were handed in.
        x_handed_in: Option<i64>,
        /// Blank ones.
        x_blank: Option<i64>,
        /// Ones that were not filled in as they should be.
        x_wrong: Option<i64>,
        /// Whom the lot or the chair chose.
        x_chosen: Option<String>,
        ;
        /// What factions did as a whole.
        group_results: Vec<GroupResult>,
        /// Numbers.
        counts: Vec<Count>,
        /// What each member did; not there where nobody knows.
        votes: Vec<Vote>,
    }

    /// What a faction did as a whole.
    GroupResult {
        /// `pass`, `fail` or `divided`.
        result: Option<String>,
        /// The faction.
        group_id: Option<String>,
    }

    /// A number of votes.
    Count {
        /// Which.
        option: Option<String>,
        /// How many.
        value: Option<i64>,
        /// Of which faction.
        group_id: Option<String>,
        /// Whether they must not take part.
        x_recused: Option<bool>,
        /// Of ballots: the member who is the candidate.
        x_person_id: Option<String>,
        /// Whether these are members of no faction.
        x_on_their_own: Option<bool>,
        /// Whether the faction said afterwards that it had meant the opposite.
        x_mistake: Option<bool>,
    }

    /// What a member did.
    Vote {
        /// Who.
        voter_id: Option<String>,
        /// What.
        option: Option<String>,
        /// For which faction.
        #[serde(alias = "party_id")]
        group_id: Option<String>,
        /// How many votes it counts for.
        weight: Option<i64>,
        /// Whether the member must not take part.
        x_recused: Option<bool>,
        /// What the member said afterwards to have meant.
        x_meant: Option<String>,
    }
}
