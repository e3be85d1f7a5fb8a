//! The steps as they are shown.

use super::sheet::MOST_ROWS;
use super::{FIELDS, Shown, Step};
use crate::web::field::{Field, Problem};
use crate::web::page::PageView;
use crate::web::responses::desk::form::FormView;
use crate::web::rounds::desk::subject::RoundSubject;
use serde::Serialize;

/// So many rows are shown with their columns.
const FIRST_ROWS: usize = 5;
/// So many faults are told.
const MOST_FAULTS: usize = 100;

/// The page.
#[derive(Debug, Clone, Serialize)]
pub struct ImportPage {
    subject: RoundSubject,
    pub(super) list_url: String,
    form: FormView,
    pub(super) has_form: bool,
    pub(super) is_refused: bool,
    pub(super) has_done: bool,
    pub(super) entered: usize,
    pub(super) known: usize,
    is_file: bool,
    is_columns: bool,
    is_preview: bool,
    most_rows: usize,
    content: String,
    file: Field,
    header: Vec<String>,
    rows: Vec<Vec<String>>,
    columns: Vec<Column>,
    good: usize,
    has_good: bool,
    bad: usize,
    has_bad: bool,
    faults: Vec<Fault>,
    has_more_faults: bool,
}

/// A column that can be chosen.
#[derive(Debug, Clone, Serialize)]
struct Column {
    id: &'static str,
    value: String,
    field: Field,
    choices: Vec<ColumnChoice>,
}

#[derive(Debug, Clone, Serialize)]
struct ColumnChoice {
    value: usize,
    name: String,
    is_selected: bool,
}

#[derive(Debug, Clone, Serialize)]
struct Fault {
    line: u64,
    code: &'static str,
}

impl ImportPage {
    pub(super) fn of(subject: RoundSubject, form: FormView, shown: &Shown) -> Self {
        let problems: &[Problem] = &shown.returned.problems;
        let sheet = &shown.sheet;
        let column = |(column, id): &(&'static str, &'static str)| {
            let chosen = shown.mapping.0.get(column);
            Column {
                id,
                value: chosen.map(usize::to_string).unwrap_or_default(),
                field: Field::of("", id, problems),
                choices: sheet
                    .header
                    .iter()
                    .enumerate()
                    .map(|(value, name)| ColumnChoice {
                        value,
                        name: name.clone(),
                        is_selected: chosen == Some(&value),
                    })
                    .collect(),
            }
        };
        let (good, bad) = (shown.checked.entries.len(), shown.checked.faults.len());
        Self {
            subject,
            list_url: String::new(),
            form,
            has_form: true,
            is_refused: false,
            has_done: false,
            entered: 0,
            known: 0,
            is_file: shown.step == Step::File,
            is_columns: shown.step == Step::Columns,
            is_preview: shown.step == Step::Preview,
            most_rows: MOST_ROWS,
            content: shown.content.clone(),
            file: Field::of("", "file", problems),
            header: sheet.header.clone(),
            rows: sheet
                .rows
                .iter()
                .take(FIRST_ROWS)
                .map(|(_, row)| row.clone())
                .collect(),
            columns: FIELDS.iter().map(column).collect(),
            good,
            has_good: good > 0,
            bad,
            has_bad: bad > 0,
            faults: shown
                .checked
                .faults
                .iter()
                .take(MOST_FAULTS)
                .map(|(line, code)| Fault { line: *line, code })
                .collect(),
            has_more_faults: bad > MOST_FAULTS,
        }
    }
}

impl PageView for ImportPage {
    const TEMPLATE: &'static str = "pages/desk/rounds/inputs/import";

    #[cfg(test)]
    fn samples() -> Vec<(String, Self)> {
        use super::sheet::{COLUMNS, Mapping, ROW_PROBLEMS, Sheet, check};
        use crate::web::responses::desk::form::Returned;
        use crate::web::rounds::desk::show::sample_round;
        use weerklank_domain::rounds::RoundState;
        assert_eq!(COLUMNS.map(|column| column.0), FIELDS.map(|field| field.0));
        let content = "Tekst;Naam <b>der</b>\nMeer bomen;Jan\n;Piet\n";
        let shown = |step, problems: Vec<Problem>, is_expired| {
            let sheet = Sheet::read(content).unwrap();
            let mapping = Mapping::guess(&sheet.header);
            let now = "2026-03-10T12:00:00Z".parse().unwrap();
            let round = sample_round(RoundState::Open, true);
            Shown {
                step,
                content: content.to_owned(),
                checked: check(&sheet, &mapping, &round, now),
                sheet,
                mapping,
                returned: Returned {
                    problems,
                    is_expired,
                },
                is_refused: false,
            }
        };
        let page = |shown: &Shown| {
            let problems = &shown.returned.problems;
            let form = FormView::sample(problems, shown.returned.is_expired);
            let mut page = Self::of(RoundSubject::sample("open"), form, shown);
            page.list_url = "/desk/rounds/12/inputs".to_owned();
            page
        };
        let wrong = |field, code| vec![Problem { field, code }];
        let mut done = page(&shown(Step::File, Vec::new(), false));
        done.has_done = true;
        (done.entered, done.known) = (4, 1);
        let mut refused = page(&shown(Step::Preview, Vec::new(), false));
        refused.is_refused = true;
        let mut closed = page(&shown(Step::File, Vec::new(), false));
        closed.is_refused = true;
        closed.has_form = false;
        let mut many = shown(Step::Preview, Vec::new(), false);
        many.checked.entries.clear();
        many.checked.faults = (1..)
            .zip(ROW_PROBLEMS.iter().cycle().copied())
            .take(MOST_FAULTS + 1)
            .collect();
        let mut good = shown(Step::Preview, Vec::new(), false);
        good.checked.faults.clear();
        vec![
            ("done".to_owned(), done),
            (
                "wrong-file".to_owned(),
                page(&shown(Step::File, wrong("file", "csv_rows"), false)),
            ),
            (
                "expired".to_owned(),
                page(&shown(Step::File, Vec::new(), true)),
            ),
            (
                "columns".to_owned(),
                page(&shown(Step::Columns, Vec::new(), false)),
            ),
            (
                "no-text".to_owned(),
                page(&shown(
                    Step::Columns,
                    wrong("column_text", "required"),
                    false,
                )),
            ),
            ("preview".to_owned(), page(&good)),
            ("nothing-good".to_owned(), page(&many)),
            ("refused".to_owned(), refused),
            ("closed".to_owned(), closed),
        ]
    }
}
