//! Pictures that a telephone reads: QR codes as one path of an SVG.

use super::errors::{WebError, WebResult};
use qrcode::{Color, QrCode};
use serde::Serialize;
use std::fmt::Write as _;

/// The white border that a reader of these pictures counts on (ISO/IEC 18004, 4 modules).
const QUIET: usize = 4;

/// A picture: the side of its square, and the path of its dark parts.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Picture {
    size: usize,
    path: String,
}

impl Picture {
    /// The picture of a text.
    ///
    /// # Errors
    /// 500 for a text that is too long for any picture.
    pub fn of(text: &str) -> WebResult<Self> {
        let code = QrCode::new(text.as_bytes()).map_err(WebError::internal)?;
        let width = code.width();
        let mut path = String::new();
        for (row, modules) in code.to_colors().chunks(width).enumerate() {
            let mut column = 0;
            while column < width {
                let run = modules[column..]
                    .iter()
                    .take_while(|color| **color == Color::Dark)
                    .count();
                if run > 0 {
                    let (x, y) = (column + QUIET, row + QUIET);
                    // Writing to a string cannot fail.
                    let _ = write!(path, "M{x} {y}h{run}v1h-{run}z");
                }
                column += run + 1;
            }
        }
        Ok(Self {
            size: width + 2 * QUIET,
            path,
        })
    }

    /// An example.
    #[cfg(test)]
    pub fn sample() -> Self {
        Self::of("weerklank").unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_dark_module_is_in_the_path_once() {
        let text = "https://weerklank.example/rounds/groen/code#abcdefghjk";
        let code = QrCode::new(text.as_bytes()).unwrap();
        let dark = code
            .to_colors()
            .iter()
            .filter(|color| **color == Color::Dark)
            .count();
        let picture = Picture::of(text).unwrap();
        let drawn: usize = picture
            .path
            .split('h')
            .skip(1)
            .step_by(2)
            .map(|rest| rest.split('v').next().unwrap().parse::<usize>().unwrap())
            .sum();
        assert_eq!(drawn, dark);
        assert_eq!(picture.size, code.width() + 8);
    }
}
