//! A Word document that is being written: its headings, lines, texts and tables.

use crate::texts::Texts;
use docx_rs::{
    AlignmentType, Docx, Footer, LineSpacing, PageMargin, PageNum, Paragraph, Run, RunFonts,
    Shading, ShdType, Style, StyleType, Table, TableCell, TableLayoutType, TableRow, WidthType,
};
use fluent_bundle::FluentArgs;
use weerklank_domain::Language;
use weerklank_domain::text::{BlockKind, blocks};

/// Two centimetres, in twentieths of a point.
const MARGIN: i32 = 1_134;
/// The ground of the first row of a table.
const HEAD_FILL: &str = "E7EDF3";

/// A document that is being written, with the words of its language.
pub(super) struct Writer<'a> {
    pub(super) texts: &'a Texts,
    pub(super) language: Language,
    made: Docx,
}

impl<'a> Writer<'a> {
    pub(super) fn new(texts: &'a Texts, language: Language) -> Self {
        Self {
            texts,
            language,
            made: styled(),
        }
    }

    pub(super) fn finished(self) -> Docx {
        self.made
    }

    pub(super) fn t(&self, key: &str) -> String {
        self.texts.plain(self.language, key)
    }

    pub(super) fn counted(&self, key: &str, name: &'static str, number: i64) -> String {
        let mut args = FluentArgs::new();
        args.set(name, number);
        self.texts
            .get(self.language, key, &args)
            .unwrap_or_default()
    }

    pub(super) fn coded(&self, prefix: &str, code: &str) -> String {
        self.t(&format!("{prefix}-{}", code.replace('_', "-")))
    }

    fn add(&mut self, paragraph: Paragraph) {
        let made = std::mem::take(&mut self.made);
        self.made = made.add_paragraph(paragraph);
    }

    pub(super) fn heading(&mut self, level: usize, text: &str) {
        let run = Run::new().add_text(text);
        let style = format!("Heading{level}");
        // A heading is never the last line of a page.
        self.add(Paragraph::new().style(&style).keep_next(true).add_run(run));
    }

    pub(super) fn line(&mut self, text: &str) {
        self.add(Paragraph::new().add_run(Run::new().add_text(text)));
    }

    /// A name in bold with what it stands for, or alone.
    pub(super) fn fact(&mut self, name: &str, value: &str) {
        let end = if value.is_empty() { "" } else { ": " };
        let name = Run::new().add_text(format!("{name}{end}")).bold();
        let value = Run::new().add_text(value);
        self.add(Paragraph::new().add_run(name).add_run(value));
    }

    /// A text that somebody wrote.
    pub(super) fn prose(&mut self, markdown: &str) {
        for block in blocks(markdown) {
            let mut paragraph = Paragraph::new();
            let mark = match block.kind {
                BlockKind::Paragraph => None,
                BlockKind::Heading => {
                    paragraph = paragraph.style("Heading4");
                    None
                }
                BlockKind::Quote => {
                    paragraph = paragraph.style("Quote");
                    None
                }
                BlockKind::Item(Some(number)) => Some(format!("{number}. ")),
                BlockKind::Item(None) => Some("• ".to_owned()),
            };
            if let Some(mark) = mark {
                paragraph = paragraph
                    .indent(Some(360), None, None, None)
                    .add_run(Run::new().add_text(mark));
            }
            for words in block.runs {
                let mut run = Run::new().add_text(words.text);
                if words.is_strong {
                    run = run.bold();
                }
                if words.is_emphasised {
                    run = run.italic();
                }
                paragraph = paragraph.add_run(run);
            }
            self.add(paragraph);
        }
    }

    /// A table as wide as the page; a line break in a cell begins a line of its own.
    pub(super) fn table(&mut self, head: &[String], widths: &[usize], rows: &[Vec<String>]) {
        let cell = |text: &str, width: usize, is_head: bool| {
            let empty = TableCell::new().width(width, WidthType::Dxa);
            let empty = if is_head {
                empty.shading(Shading::new().shd_type(ShdType::Clear).fill(HEAD_FILL))
            } else {
                empty
            };
            text.split('\n').fold(empty, |cell, line| {
                let run = Run::new().add_text(line);
                let run = if is_head { run.bold() } else { run };
                let close = LineSpacing::new().before(40).after(40);
                cell.add_paragraph(Paragraph::new().line_spacing(close).add_run(run))
            })
        };
        let row = |cells: &[String], is_head: bool| {
            let cells = cells.iter().zip(widths);
            let made = cells.map(|(text, width)| cell(text, *width, is_head));
            TableRow::new(made.collect()).cant_split()
        };
        let mut all = vec![row(head, true)];
        all.extend(rows.iter().map(|cells| row(cells, false)));
        let table = Table::new(all)
            .layout(TableLayoutType::Fixed)
            .width(widths.iter().sum(), WidthType::Dxa)
            .set_grid(widths.to_vec());
        let made = std::mem::take(&mut self.made);
        self.made = made.add_table(table);
        self.line("");
    }
}

fn styled() -> Docx {
    let heading = |level: usize, size: usize| {
        Style::new(format!("Heading{level}"), StyleType::Paragraph)
            .name(format!("heading {level}"))
            .size(size)
            .bold()
            .line_spacing(LineSpacing::new().before(240).after(80))
            .outline_lvl(level - 1)
    };
    let quote = Style::new("Quote", StyleType::Paragraph)
        .name("Quote")
        .italic()
        .indent(Some(360), None, None, None);
    let number = Paragraph::new()
        .align(AlignmentType::Center)
        .add_page_num(PageNum::new());
    Docx::new()
        .page_margin(PageMargin {
            top: MARGIN,
            bottom: MARGIN,
            left: MARGIN,
            right: MARGIN,
            header: MARGIN / 2,
            footer: MARGIN / 2,
            gutter: 0,
        })
        .footer(Footer::new().add_paragraph(number))
        .default_line_spacing(LineSpacing::new().after(120))
        .default_fonts(RunFonts::new().ascii("Calibri").hi_ansi("Calibri"))
        .default_size(22)
        .add_style(heading(1, 36))
        .add_style(heading(2, 28))
        .add_style(heading(3, 24))
        .add_style(heading(4, 22))
        .add_style(quote)
}
