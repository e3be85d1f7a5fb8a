//! Files of comma-separated values from elsewhere: whatever is wrong is told with file and line.

use crate::errors::{ActError, ActResult};
use csv::{ErrorKind, ReaderBuilder, StringRecord};
use std::io::Read as _;
use std::path::Path;

/// What is read behind the end of every file: if a quote is still open there, this is inside it.
const END: &str = "\u{1}end";

/// A file, read whole.
pub(super) struct CsvFile {
    name: &'static str,
    columns: Vec<(&'static str, usize)>,
    records: Vec<StringRecord>,
}

/// One row of it.
pub(super) struct Row<'a> {
    file: &'a CsvFile,
    record: &'a StringRecord,
}

impl CsvFile {
    /// Reads a file whose first row names its columns; more columns than these are passed over.
    ///
    /// # Errors
    /// [`ActError::Unusable`] when the file cannot be read, lacks a column, or is no CSV.
    pub(super) fn read(
        folder: &Path,
        name: &'static str,
        columns: &[&'static str],
    ) -> ActResult<Self> {
        let mut records = read_records(folder, name)?;
        if records.is_empty() {
            return Err(ActError::Unusable(format!("{name}: the file is empty")));
        }
        let header = records.remove(0);
        let width = header.len();
        let columns = columns
            .iter()
            .map(|column| {
                let place = header.iter().position(|title| title.trim() == *column);
                place.map(|place| (*column, place)).ok_or_else(|| {
                    unusable(name, &header, &format!("there is no column `{column}`"))
                })
            })
            .collect::<ActResult<_>>()?;
        for record in &records {
            if record.len() != width {
                let fields = record.len();
                let text = format!("{fields} fields where the first row has {width}");
                return Err(unusable(name, record, &text));
            }
        }
        Ok(Self {
            name,
            columns,
            records,
        })
    }

    /// The rows after the header, in the order of the file.
    pub(super) fn rows(&self) -> impl Iterator<Item = Row<'_>> {
        self.records.iter().map(|record| Row { file: self, record })
    }
}

impl Row<'_> {
    /// The text of a column, without the space around it; empty for a column that was not asked for.
    pub(super) fn text(&self, column: &str) -> &str {
        self.file
            .columns
            .iter()
            .find(|(name, _)| *name == column)
            .and_then(|(_, place)| self.record.get(*place))
            .map_or("", str::trim)
    }

    /// The whole number of a column.
    ///
    /// # Errors
    /// [`ActError::Unusable`] when it is none.
    pub(super) fn number(&self, column: &str) -> ActResult<i64> {
        self.text(column)
            .parse()
            .map_err(|_| self.fault(column, "is no whole number"))
    }

    /// The whole number of a column that counts something.
    ///
    /// # Errors
    /// [`ActError::Unusable`] when it is none, or below zero.
    pub(super) fn amount(&self, column: &str) -> ActResult<i64> {
        match self.number(column)? {
            amount @ 0.. => Ok(amount),
            _ => Err(self.fault(column, "is below zero")),
        }
    }

    /// What is wrong with the value of a column.
    pub(super) fn fault(&self, column: &str, what: &str) -> ActError {
        let value: String = self.text(column).chars().take(40).collect();
        unusable(
            self.file.name,
            self.record,
            &format!("`{column}` {what}: \"{value}\""),
        )
    }
}

/// The keys and values of a file of lines `key,value` without a header.
///
/// # Errors
/// [`ActError::Unusable`] when the file cannot be read or is no CSV.
pub(super) fn read_pairs(folder: &Path, name: &'static str) -> ActResult<Vec<(String, String)>> {
    read_records(folder, name)?
        .iter()
        .map(
            |record| match (record.get(0), record.get(1), record.len()) {
                (Some(key), Some(value), 2) => Ok((key.trim().to_owned(), value.trim().to_owned())),
                _ => Err(unusable(name, record, "not a key and a value")),
            },
        )
        .collect()
}

fn read_records(folder: &Path, name: &'static str) -> ActResult<Vec<StringRecord>> {
    let file = std::fs::File::open(folder.join(name))
        .map_err(|error| ActError::Unusable(format!("{name}: {error}")))?;
    let behind = format!("\n{END}");
    let mut records = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .from_reader(file.chain(behind.as_bytes()))
        .into_records()
        .collect::<Result<Vec<_>, _>>()
        .map_err(|error| ActError::Unusable(in_words(name, &error)))?;
    match records.pop() {
        Some(last) if last.len() == 1 && last.get(0) == Some(END) => Ok(records),
        Some(last) => Err(unusable(name, &last, "a quote is opened and never closed")),
        None => Ok(records),
    }
}

fn in_words(name: &str, error: &csv::Error) -> String {
    match error.kind() {
        ErrorKind::Utf8 { pos: Some(pos), .. } => {
            format!("{name}, line {}: not in UTF-8", pos.line())
        }
        _ => format!("{name}: {error}"),
    }
}

fn unusable(name: &str, record: &StringRecord, what: &str) -> ActError {
    let line = record.position().map_or(0, csv::Position::line);
    ActError::Unusable(format!("{name}, line {line}: {what}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rounds::sample::SampleFolder;

    const NAME: &str = "rows.csv";

    fn read(content: impl AsRef<[u8]>) -> Result<Vec<(i64, String)>, String> {
        let folder = SampleFolder::with(&[(NAME, content.as_ref())]);
        let file =
            CsvFile::read(folder.path(), NAME, &["id", "text"]).map_err(|e| e.to_string())?;
        file.rows()
            .map(|row| Ok((row.amount("id")?, row.text("text").to_owned())))
            .collect::<ActResult<_>>()
            .map_err(|error| error.to_string())
    }

    fn fault(content: impl AsRef<[u8]>) -> String {
        read(content).unwrap_err()
    }

    #[test]
    fn a_text_keeps_its_lines_and_quotes_and_columns_may_stand_in_any_order() {
        let rows = read("\u{feff}text,more,id\r\n\"Two\nlines, \"\"quoted\"\"\",x,7\r\n\r\nno,,8");
        assert_eq!(
            rows.unwrap(),
            [
                (7, "Two\nlines, \"quoted\"".to_owned()),
                (8, "no".to_owned())
            ]
        );
        assert_eq!(read("id,text\n").unwrap(), []);
    }

    #[test]
    fn whoever_sent_a_broken_file_is_told_the_line() {
        assert_eq!(fault(""), "rows.csv: the file is empty");
        assert_eq!(
            fault("id,body\n"),
            "rows.csv, line 1: there is no column `text`"
        );
        assert_eq!(
            fault("id,text\n1,a\n2,a,b\n"),
            "rows.csv, line 3: 3 fields where the first row has 2"
        );
        assert_eq!(
            fault("id,text\n1,\"a\nb\"\nx,c\n"),
            "rows.csv, line 4: `id` is no whole number: \"x\""
        );
        assert_eq!(
            fault("id,text\n-2,a\n"),
            "rows.csv, line 2: `id` is below zero: \"-2\""
        );
        assert_eq!(
            fault("id,text\n1,a\n2,\"open\n3,b\n"),
            "rows.csv, line 3: a quote is opened and never closed"
        );
        assert_eq!(
            fault(b"id,text\n1,a\n2,\xff\n"),
            "rows.csv, line 3: not in UTF-8"
        );
        let none = CsvFile::read(Path::new("/nowhere"), NAME, &[])
            .err()
            .unwrap();
        assert!(none.to_string().starts_with("rows.csv: "), "{none}");
    }
}
