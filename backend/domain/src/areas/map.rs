//! Points on the earth, and the picture of an authority on which people press one.

use super::Boundary;
use serde::{Deserialize, Serialize};

/// A point in millionths of a degree, kept to about ten metres: it says which corner or field is meant,
/// and not which front door.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Point {
    /// Northern latitude.
    pub latitude: i32,
    /// Eastern longitude.
    pub longitude: i32,
}

/// Millionths in a degree.
const MILLIONTHS: f64 = 1_000_000.0;
/// Points are kept to this part of a degree: eleven metres to the north, fewer to the east.
const KEPT: f64 = 10_000.0;

impl Point {
    /// A point of degrees; `None` where there is none on earth.
    #[must_use]
    pub fn from_degrees(latitude: f64, longitude: f64) -> Option<Self> {
        if !(-90.0..=90.0).contains(&latitude) || !(-180.0..=180.0).contains(&longitude) {
            return None;
        }
        Some(Self {
            latitude: kept(latitude),
            longitude: kept(longitude),
        })
    }

    /// Reads what [`Self::text`] wrote, or anything of its shape: `52.2101,3.3103`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (latitude, longitude) = text.split_once(',')?;
        Self::from_degrees(
            latitude.trim().parse().ok()?,
            longitude.trim().parse().ok()?,
        )
    }

    /// Latitude and longitude in degrees.
    #[must_use]
    pub fn degrees(self) -> (f64, f64) {
        (
            f64::from(self.latitude) / MILLIONTHS,
            f64::from(self.longitude) / MILLIONTHS,
        )
    }

    /// Latitude and longitude in degrees, as an address or a hidden field has them.
    #[must_use]
    pub fn text(self) -> String {
        let (latitude, longitude) = self.degrees();
        format!("{latitude:.4},{longitude:.4}")
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "at most 180 million, either way"
)]
fn kept(degrees: f64) -> i32 {
    ((degrees * KEPT).round() * (MILLIONTHS / KEPT)) as i32
}

/// A picture that shows some outlines whole: as wide as was asked for, as high as they need. East and
/// north are straight, which does for the few kilometres of an authority.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct MapFrame {
    /// The western edge, in degrees.
    pub west: f64,
    /// The northern edge, in degrees.
    pub north: f64,
    /// Degrees to the east in a pixel.
    pub east_each: f64,
    /// Degrees to the south in a pixel.
    pub south_each: f64,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
}

impl MapFrame {
    /// The frame around outlines in degrees; `None` when they have no size, or lie at a pole.
    #[must_use]
    pub fn around<'a>(
        outlines: impl IntoIterator<Item = &'a Boundary>,
        width: u32,
    ) -> Option<Self> {
        let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        for [longitude, latitude] in outlines.into_iter().flat_map(Boundary::points) {
            (west, east) = (west.min(*longitude), east.max(*longitude));
            (south, north) = (south.min(*latitude), north.max(*latitude));
        }
        let east_each = (east - west) / f64::from(width);
        // A degree to the east is shorter than one to the north, the more so the further north.
        let south_each = east_each * ((south + north) / 2.0).to_radians().cos();
        let height = ((north - south) / south_each).ceil();
        if !(1.0..=f64::from(4 * width)).contains(&height) {
            return None;
        }
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "between one and four times the width"
        )]
        let height = height as u32;
        Some(Self {
            west,
            north,
            east_each,
            south_each,
            width,
            height,
        })
    }

    /// Where a place of degrees lies in the picture, in pixels from its upper left corner.
    #[must_use]
    pub fn pixel(&self, latitude: f64, longitude: f64) -> (f64, f64) {
        (
            (longitude - self.west) / self.east_each,
            (self.north - latitude) / self.south_each,
        )
    }

    /// The point at a pixel; `None` outside of the picture.
    #[must_use]
    pub fn point(&self, x: u32, y: u32) -> Option<Point> {
        if x >= self.width || y >= self.height {
            return None;
        }
        Point::from_degrees(
            self.north - (f64::from(y) + 0.5) * self.south_each,
            self.west + (f64::from(x) + 0.5) * self.east_each,
        )
    }

    /// Whether a point lies in the picture.
    #[must_use]
    pub fn shows(&self, point: Point) -> bool {
        let (latitude, longitude) = point.degrees();
        let (x, y) = self.pixel(latitude, longitude);
        // A point was rounded when it was kept, and may lie a step outside.
        let step = 1.0 / KEPT / self.east_each.min(self.south_each);
        (-step..=f64::from(self.width) + step).contains(&x)
            && (-step..=f64::from(self.height) + step).contains(&y)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// About twelve by fourteen kilometres in the middle of the sea.
    fn frame() -> MapFrame {
        let ring = [[3.27, 52.19], [3.46, 52.19], [3.46, 52.32], [3.27, 52.19]];
        MapFrame::around(&[Boundary::parse(ring.to_vec()).unwrap()], 256).unwrap()
    }

    #[test]
    fn a_picture_is_as_high_as_its_land() {
        let frame = frame();
        assert_eq!((frame.width, frame.height), (256, 287));
        assert_eq!(frame.pixel(52.32, 3.27), (0.0, 0.0));
        assert!(frame.point(256, 0).is_none() && frame.point(0, 287).is_none());
    }

    #[test]
    fn what_has_no_size_has_no_picture() {
        let flat = [[3.0, 52.0]; 4];
        let flat = Boundary::parse(flat.to_vec()).unwrap();
        assert!(MapFrame::around(&[flat], 256).is_none());
        assert!(MapFrame::around(&[], 256).is_none());
    }

    #[test]
    fn what_is_no_point_of_the_earth_is_none() {
        for text in [
            "", "52.2", "52.2,", "91,3", "52,181", "NaN,3", "inf,3", "1,2,3",
        ] {
            assert_eq!(Point::parse(text), None, "{text}");
        }
        let point = Point::parse(" 52.210149, 3.31 ").unwrap();
        assert_eq!((point.latitude, point.longitude), (52_210_100, 3_310_000));
        assert_eq!(point.text(), "52.2101,3.3100");
    }

    proptest! {
        #[test]
        fn a_pressed_pixel_is_shown_where_it_was_pressed(x in 0_u32..256, y in 0_u32..287) {
            let frame = frame();
            let point = frame.point(x, y).unwrap();
            prop_assert!(frame.shows(point));
            prop_assert_eq!(Point::parse(&point.text()), Some(point));
            let (latitude, longitude) = point.degrees();
            let (back_x, back_y) = frame.pixel(latitude, longitude);
            // Half a pixel to its middle, and what rounding to ten metres moves.
            prop_assert!((back_x - f64::from(x) - 0.5).abs() < 0.6, "{} {}", back_x, x);
            prop_assert!((back_y - f64::from(y) - 0.5).abs() < 0.6, "{} {}", back_y, y);
        }
    }
}
