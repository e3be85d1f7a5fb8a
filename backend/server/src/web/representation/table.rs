//! The counts of a round as they may be shown.

use serde::Serialize;
use std::collections::BTreeMap;
use weerklank_domain::representation::{
    AgeBand, FEWEST_SHOWN, Question, Residence, Voice, percent, shown,
};
use weerklank_store::representation::{Population, counts_of, districts, is_asked, population};
use weerklank_store::{Db, StoreResult};

/// Everything that was counted in a round.
pub(super) struct Counted {
    pub(super) is_asked: bool,
    pub(super) questions: Vec<CountedQuestion>,
}

/// The counts of one question, answer by answer.
pub(super) struct CountedQuestion {
    pub(super) question: Question,
    /// The code of each answer, and its name where it has one of its own.
    pub(super) answers: Vec<(String, Option<String>)>,
    pub(super) counts: BTreeMap<String, i64>,
    pub(super) population: Option<Population>,
}

/// Reads what was counted.
pub(super) fn counted(db: &mut Db, round_id: i64) -> StoreResult<Counted> {
    let mut questions = Vec::new();
    for question in Question::ALL {
        let plain = |codes: Vec<&str>| {
            codes
                .into_iter()
                .map(|code| (code.to_owned(), None))
                .collect()
        };
        let answers = match question {
            Question::Age => plain(AgeBand::ALL.iter().map(|it| it.code()).collect()),
            Question::Residence => plain(Residence::ALL.iter().map(|it| it.code()).collect()),
            Question::Voice => plain(Voice::ALL.iter().map(|it| it.code()).collect()),
            Question::Area => districts(db)?
                .into_iter()
                .map(|(id, name)| (id.to_string(), Some(name)))
                .collect(),
        };
        questions.push(CountedQuestion {
            question: *question,
            answers,
            counts: counts_of(db, round_id, *question)?,
            population: match question {
                Question::Voice => None,
                Question::Age | Question::Area | Question::Residence => population(db, *question)?,
            },
        });
    }
    Ok(Counted {
        is_asked: is_asked(db, round_id)?,
        questions,
    })
}

/// One question as a table.
#[derive(Debug, Clone, Serialize)]
pub struct QuestionView {
    pub(super) code: &'static str,
    is_voice: bool,
    /// Whether anything can be told of it.
    has_rows: bool,
    pub(super) rows: Vec<AnswerRow>,
    pub(super) has_total: bool,
    pub(super) total: i64,
    has_population: bool,
    source: String,
    as_of: String,
}

/// One answer.
#[derive(Debug, Clone, Serialize)]
pub struct AnswerRow {
    pub(super) code: String,
    /// The name of its message.
    key: String,
    has_name: bool,
    name: String,
    pub(super) is_shown: bool,
    pub(super) count: i64,
    pub(super) percent: i64,
    pub(super) has_share: bool,
    /// The share of the people who live here, in percent.
    pub(super) share: i64,
}

impl QuestionView {
    /// What may be shown. The total is shown as soon as it is ten; shares are of what was answered.
    pub(super) fn of(counted: &CountedQuestion) -> Self {
        let counts: Vec<i64> = counted
            .answers
            .iter()
            .map(|(code, _)| counted.counts.get(code).copied().unwrap_or(0))
            .collect();
        let total: i64 = counts.iter().sum();
        let seen = shown(&counts);
        let people = counted.population.as_ref();
        let whole: i64 = people.map_or(0, |people| people.by_answer.values().sum());
        let rows = counted
            .answers
            .iter()
            .zip(&seen)
            .map(|((code, name), count)| {
                let part = people.and_then(|people| people.by_answer.get(code).copied());
                AnswerRow {
                    key: format!("{}_{code}", counted.question.code()),
                    code: code.clone(),
                    has_name: name.is_some(),
                    name: name.clone().unwrap_or_default(),
                    is_shown: count.is_some(),
                    count: count.unwrap_or(0),
                    percent: count.map_or(0, |count| percent(count, total)),
                    has_share: part.is_some(),
                    share: part.map_or(0, |part| percent(part, whole)),
                }
            })
            .collect();
        Self {
            code: counted.question.code(),
            is_voice: counted.question == Question::Voice,
            has_rows: total >= FEWEST_SHOWN,
            rows,
            has_total: total >= FEWEST_SHOWN,
            total: if total >= FEWEST_SHOWN { total } else { 0 },
            has_population: people.is_some(),
            source: people
                .map(|people| people.source.clone())
                .unwrap_or_default(),
            as_of: people
                .map(|people| people.as_of.clone())
                .unwrap_or_default(),
        }
    }

    pub(super) fn all(counted: &Counted) -> Vec<Self> {
        counted.questions.iter().map(Self::of).collect()
    }
}

/// Examples: enough of everything, and too little.
#[cfg(test)]
pub(super) fn sample(is_enough: bool) -> Counted {
    let counts = |codes: &[&str]| -> BTreeMap<String, i64> {
        let amounts = if is_enough {
            [40, 9, 12, 30, 0, 14]
        } else {
            [1, 2, 0, 3, 0, 0]
        };
        codes
            .iter()
            .zip(amounts)
            .map(|(code, amount)| ((*code).to_owned(), amount))
            .collect()
    };
    let answers = |codes: &[&'static str]| -> Vec<(String, Option<String>)> {
        codes
            .iter()
            .map(|code| ((*code).to_owned(), None))
            .collect()
    };
    let population = |codes: &[&str]| Population {
        by_answer: counts(codes),
        source: "CBS <b>der</b>".to_owned(),
        as_of: "2026".to_owned(),
    };
    let ages: Vec<&'static str> = AgeBand::ALL.iter().map(|it| it.code()).collect();
    let years: Vec<&'static str> = Residence::ALL.iter().map(|it| it.code()).collect();
    let voices: Vec<&'static str> = Voice::ALL.iter().map(|it| it.code()).collect();
    let question = |question, codes: &[&'static str], has_people: bool| CountedQuestion {
        question,
        answers: answers(codes),
        counts: counts(codes),
        population: has_people.then(|| population(codes)),
    };
    let mut area = question(Question::Area, &["1", "2"], true);
    for (_, name) in &mut area.answers {
        *name = Some("Oude Stad <b>der</b>".to_owned());
    }
    Counted {
        is_asked: is_enough,
        questions: vec![
            question(Question::Age, &ages, true),
            area,
            question(Question::Residence, &years, false),
            question(Question::Voice, &voices, false),
        ],
    }
}
