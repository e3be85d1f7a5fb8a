//! What was measured, as a table.

/// One line.
pub struct Line {
    /// On which database.
    pub engine: &'static str,
    /// What was measured.
    pub what: String,
    /// Ours, with its unit.
    pub ours: String,
    /// The limit beside which it stands.
    pub limit: String,
    /// Processor time of the server for one answer, ours and the limit's, in microseconds.
    pub effort: String,
    /// Ours as a part of the limit.
    pub ratio: Option<f64>,
    /// What `architecture.md` asks.
    pub target: String,
    /// Whether it is reached, where something is asked.
    pub is_reached: Option<bool>,
    /// What else is good to know.
    pub remark: String,
}

impl Line {
    /// A line that stands beside no limit.
    pub fn plain(engine: &'static str, what: &str, ours: String) -> Self {
        Self {
            engine,
            what: what.to_owned(),
            ours,
            limit: String::new(),
            effort: String::new(),
            ratio: None,
            target: String::new(),
            is_reached: None,
            remark: String::new(),
        }
    }

    /// The same, with what is asked and whether it is reached.
    pub fn asked(self, target: &str, is_reached: bool) -> Self {
        Self {
            target: target.to_owned(),
            is_reached: Some(is_reached),
            ..self
        }
    }

    /// The same, with a remark.
    pub fn remarked(self, remark: String) -> Self {
        Self { remark, ..self }
    }

    fn cells(&self) -> [String; 9] {
        [
            self.engine.to_owned(),
            self.what.clone(),
            self.ours.clone(),
            self.limit.clone(),
            self.ratio
                .map_or_else(String::new, |ratio| format!("{:.0} %", ratio * 100.0)),
            self.target.clone(),
            match self.is_reached {
                Some(true) => "pass".to_owned(),
                Some(false) => "SHORT".to_owned(),
                None => String::new(),
            },
            self.effort.clone(),
            self.remark.clone(),
        ]
    }
}

const HEADS: [&str; 9] = [
    "database",
    "what",
    "ours",
    "limit",
    "ratio",
    "target",
    "",
    "server µs/answer",
    "remarks",
];

/// The table, readable as text and as Markdown.
pub fn render(lines: &[Line]) -> String {
    drawn(&HEADS, lines.iter().map(Line::cells))
}

/// A table of these heads and rows.
pub fn drawn<const N: usize>(heads: &[&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let rows: Vec<[String; N]> = std::iter::once(heads.map(str::to_owned))
        .chain(rows)
        .collect();
    let width = |column: usize| {
        rows.iter()
            .map(|row| row[column].chars().count())
            .max()
            .unwrap_or(0)
    };
    let widths: Vec<usize> = (0..N).map(width).collect();
    let mut text = String::new();
    for (number, row) in rows.iter().enumerate() {
        let cells: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        text.push_str(&format!("| {} |\n", cells.join(" | ")));
        if number == 0 {
            let rules: Vec<String> = widths.iter().map(|width| "-".repeat(*width)).collect();
            text.push_str(&format!("| {} |\n", rules.join(" | ")));
        }
    }
    text
}

/// A number with its thousands apart.
pub fn thousands(number: f64) -> String {
    let digits = format!("{number:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}
