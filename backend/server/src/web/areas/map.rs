//! The authority's areas as an SVG: outlines, and the places that are marked on them.

use serde::Serialize;
use std::fmt::Write as _;
use weerklank_domain::areas::{AreaKind, Boundary, MapFrame, Point};
use weerklank_store::areas::Outline;

/// The width of the picture that is pressed without a script. The server has to know it, for a browser
/// tells pixels; it fits a screen of 320.
pub const PRESSED_WIDTH: u32 = 256;
/// The width in which other maps are drawn; they are shown in any.
const DRAWN_WIDTH: u32 = 640;

/// The picture of the authority; `None` for one whose areas have no outlines.
pub fn frame(outlines: &[Outline], width: u32) -> Option<MapFrame> {
    MapFrame::around(outlines.iter().map(|outline| &outline.boundary), width)
}

/// A map on a page.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct MapView {
    pub width: u32,
    pub height: u32,
    pub areas: Vec<Shape>,
    pub marks: Vec<Mark>,
}

/// The outline of an area.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Shape {
    pub kind: &'static str,
    pub path: String,
    pub name: String,
}

/// A place that is marked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Mark {
    pub x: String,
    pub y: String,
    /// What is there, and where to read it; empty for the only mark of a map.
    pub label: String,
    pub url: String,
    pub has_url: bool,
}

/// What is marked: the place, its name, and the address of its page.
pub type Marked = (Point, String, String);

impl MapView {
    /// The map with places on it; `None` for an authority whose areas have no outlines.
    pub fn of(outlines: &[Outline], marked: &[Marked]) -> Option<Self> {
        let frame = frame(outlines, DRAWN_WIDTH)?;
        Some(Self {
            width: frame.width,
            height: frame.height,
            areas: outlines
                .iter()
                .map(|outline| Shape {
                    kind: outline.kind.code(),
                    path: path(&frame, &outline.boundary),
                    name: outline.name.clone(),
                })
                .collect(),
            marks: marked
                .iter()
                .filter(|(point, _, _)| frame.shows(*point))
                .map(|(point, label, url)| mark(&frame, *point, label, url))
                .collect(),
        })
    }

    /// Example.
    #[cfg(test)]
    pub fn sample(has_urls: bool) -> Self {
        let ring = vec![[3.27, 52.19], [3.46, 52.19], [3.46, 52.32], [3.27, 52.19]];
        let outline = Outline {
            name: "Testwater".into(),
            kind: AreaKind::Municipality,
            boundary: Boundary::parse(ring).unwrap(),
        };
        let url = if has_urls {
            "/rounds/plein/inputs/43"
        } else {
            ""
        };
        let point = Point::parse("52.25,3.4").unwrap();
        Self::of(&[outline], &[(point, "R12-0043".into(), url.into())]).unwrap()
    }
}

fn mark(frame: &MapFrame, point: Point, label: &str, url: &str) -> Mark {
    let (x, y) = spot(frame, point);
    Mark {
        x: format!("{x:.1}"),
        y: format!("{y:.1}"),
        label: label.to_owned(),
        has_url: !url.is_empty(),
        url: url.to_owned(),
    }
}

fn spot(frame: &MapFrame, point: Point) -> (f64, f64) {
    let (latitude, longitude) = point.degrees();
    frame.pixel(latitude, longitude)
}

fn path(frame: &MapFrame, boundary: &Boundary) -> String {
    let mut path = String::new();
    for [longitude, latitude] in boundary.points() {
        let (x, y) = frame.pixel(*latitude, *longitude);
        let step = if path.is_empty() { 'M' } else { 'L' };
        // Writing to a string cannot fail.
        let _ = write!(path, "{step}{x:.1} {y:.1}");
    }
    path.push('Z');
    path
}

/// The map as a picture of its own, to be pressed: it stands outside of the style sheet, so it has
/// colours that do on light and dark ground.
pub fn pressed(outlines: &[Outline], marked: Option<Point>) -> Option<String> {
    let frame = frame(outlines, PRESSED_WIDTH)?;
    let (width, height) = (frame.width, frame.height);
    let mut svg = format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}"><rect width="{width}" height="{height}" fill="#dbe7f0"/>"##
    );
    for outline in outlines {
        let (fill, stroke) = match outline.kind {
            AreaKind::Municipality => ("#f6f4ec", "1.5"),
            AreaKind::District => ("none", "1"),
            AreaKind::Neighbourhood | AreaKind::Constituency => ("none", "0.4"),
        };
        let path = path(&frame, &outline.boundary);
        let _ = write!(
            svg,
            r##"<path d="{path}" fill="{fill}" stroke="#4d5a66" stroke-width="{stroke}"/>"##
        );
    }
    if let Some((x, y)) = marked.map(|point| spot(&frame, point)) {
        let _ = write!(
            svg,
            r##"<circle cx="{x:.1}" cy="{y:.1}" r="7" fill="#b3001b" stroke="#ffffff" stroke-width="2.5"/>"##
        );
    }
    svg.push_str("</svg>");
    Some(svg)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_outside_of_the_picture_is_not_marked() {
        let ring = vec![[3.27, 52.19], [3.46, 52.19], [3.46, 52.32], [3.27, 52.19]];
        let outlines = [Outline {
            name: "Testwater".into(),
            kind: AreaKind::Municipality,
            boundary: Boundary::parse(ring).unwrap(),
        }];
        let marked = |text: &str| (Point::parse(text).unwrap(), "R1-0001".into(), String::new());
        let view = MapView::of(&outlines, &[marked("52.2,3.3"), marked("48,2")]).unwrap();
        assert_eq!(view.marks.len(), 1);
        let svg = pressed(&outlines, Point::parse("52.2,3.3")).unwrap();
        assert!(svg.contains("<circle") && !pressed(&outlines, None).unwrap().contains("<circle"));
        assert_eq!(MapView::of(&[], &[]), None);
    }
}
