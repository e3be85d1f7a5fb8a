//! What the desk's list of inputs is asked for.

use crate::web::address::address;
use crate::web::errors::{WebError, WebResult};
use crate::web::inputs::list::{decode, encode};
use weerklank_domain::inputs::{Channel, InputState, ModerationState};
use weerklank_domain::rounds::InputForm;
use weerklank_store::inputs::{InputCursor, InputSort};

/// The list as it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct InputsQuery {
    pub words: String,
    pub state: Option<InputState>,
    pub moderation: Option<ModerationState>,
    pub form: Option<InputForm>,
    pub channel: Option<Channel>,
    pub area: Option<String>,
    pub sort: InputSort,
    pub after: Option<InputCursor>,
}

const LONGEST_WORDS: usize = 200;
const LONGEST_CODE: usize = 100;

/// Reads the parameters; whatever is unknown or makes no sense is as if it were not there, since
/// these addresses are written by our own pages.
///
/// # Errors
/// 400 for a query that is no query at all.
pub fn read(query: &str) -> WebResult<InputsQuery> {
    let pairs = actix_web::web::Query::<Vec<(String, String)>>::from_query(query)
        .map_err(WebError::bad_request)?
        .into_inner();
    let value = |name: &str| {
        pairs
            .iter()
            .find(|(known, value)| known == name && !value.is_empty())
            .map(|(_, value)| value.as_str())
    };
    let moderation = value("moderation").and_then(ModerationState::from_code);
    Ok(InputsQuery {
        words: value("q")
            .unwrap_or_default()
            .chars()
            .filter(|c| !c.is_control())
            .take(LONGEST_WORDS)
            .collect(),
        state: value("state").and_then(InputState::from_code),
        form: value("form").and_then(InputForm::from_code),
        channel: value("channel").and_then(Channel::from_code),
        area: value("area")
            .filter(|code| code.len() <= LONGEST_CODE && !code.contains('\0'))
            .map(str::to_owned),
        sort: value("sort")
            .and_then(InputSort::from_code)
            .unwrap_or_else(|| usual_sort(moderation)),
        after: value("after").and_then(decode),
        moderation,
    })
}

/// Who waits longest is read first; elsewhere what is new stands on top.
fn usual_sort(moderation: Option<ModerationState>) -> InputSort {
    match moderation {
        Some(ModerationState::Awaiting) => InputSort::Oldest,
        _ => InputSort::Newest,
    }
}

impl InputsQuery {
    /// Everything that moderation left so, in its usual order.
    pub fn of_moderation(moderation: Option<ModerationState>) -> Self {
        Self {
            words: String::new(),
            state: None,
            form: None,
            channel: None,
            area: None,
            sort: usual_sort(moderation),
            after: None,
            moderation,
        }
    }

    /// The same list from another place, as an address.
    pub fn url(&self, path: &str, after: Option<InputCursor>) -> String {
        let mut pairs: Vec<(&str, String)> = Vec::new();
        if !self.words.is_empty() {
            pairs.push(("q", self.words.clone()));
        }
        let codes = [
            ("moderation", self.moderation.map(ModerationState::code)),
            ("state", self.state.map(InputState::code)),
            ("form", self.form.map(InputForm::code)),
            ("channel", self.channel.map(Channel::code)),
            ("area", self.area.as_deref()),
        ];
        for (name, code) in codes {
            pairs.extend(code.map(|code| (name, code.to_owned())));
        }
        if self.sort != usual_sort(self.moderation) {
            pairs.push(("sort", self.sort.code().to_owned()));
        }
        pairs.extend(after.map(|after| ("after", encode(after))));
        address(path, &pairs)
    }

    /// Whether it is narrowed beyond what moderation made of the inputs.
    pub fn is_narrowed(&self) -> bool {
        !self.words.trim().is_empty()
            || self.state.is_some()
            || self.form.is_some()
            || self.channel.is_some()
            || self.area.is_some()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_leads_to_the_same_list_and_nonsense_to_everything() {
        let text = "q=boom%20%26&moderation=awaiting&state=open&form=idea&channel=paper&area=haven&sort=newest";
        let query = read(text).unwrap();
        let place = InputCursor {
            value: 0,
            number: 7,
        };
        let url = query.url("/x", Some(place));
        let again = read(url.split_once('?').unwrap().1).unwrap();
        let after = Some(place);
        assert_eq!(again, InputsQuery { after, ..query });
        let all = read("moderation=zzz&state=zzz&sort=zzz&after=x.y").unwrap();
        assert_eq!(all, InputsQuery::of_moderation(None));
        assert_eq!(all.url("/x", None), "/x");
    }

    #[test]
    fn who_waits_longest_is_read_first() {
        assert_eq!(read("moderation=awaiting").unwrap().sort, InputSort::Oldest);
        assert_eq!(read("").unwrap().sort, InputSort::Newest);
    }
}
