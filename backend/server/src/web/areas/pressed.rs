//! The map in a form, on which somebody presses a place.

use serde::Serialize;
use weerklank_domain::areas::{MapFrame, Point};

/// The map that is pressed, as a script needs it too.
#[derive(Debug, Clone, Default, Serialize)]
pub struct PressedMap {
    west: String,
    north: String,
    east_each: String,
    south_each: String,
    width: u32,
    height: u32,
    src: String,
    point: String,
    has_point: bool,
}

impl PressedMap {
    /// The map of a frame, with the place that a form holds.
    pub fn of(frame: Option<MapFrame>, typed: &str) -> Self {
        let Some(frame) = frame else {
            return Self::default();
        };
        let point = Point::parse(typed).map(Point::text).unwrap_or_default();
        Self {
            west: frame.west.to_string(),
            north: frame.north.to_string(),
            east_each: frame.east_each.to_string(),
            south_each: frame.south_each.to_string(),
            width: frame.width,
            height: frame.height,
            src: if point.is_empty() {
                "/map.svg".to_owned()
            } else {
                format!("/map.svg?point={point}")
            },
            has_point: !point.is_empty(),
            point,
        }
    }
}
