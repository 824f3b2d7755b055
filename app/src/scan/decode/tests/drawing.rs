//! Photographs of a card that never existed: its code, turned, tilted, out of focus, in bad light.

use fast_qr::{ECL, QRBuilder};

/// How a picture was taken.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shot {
    /// Pixels a module of the code: what distance and downscaling make of it.
    pub module: f64,
    /// Degrees.
    pub turned: f64,
    /// How much shorter the far edge is than the near one, in parts of one.
    pub tilted: f64,
    /// Radius of the blur in modules: half a module is a hand that shakes a little.
    pub blur: f64,
    /// The brightness of black and of white, of 255.
    pub light: (f64, f64),
    /// How much darker one side is than the other, in parts of one.
    pub shade: f64,
    /// The largest error of a pixel, of 255.
    pub noise: f64,
}

/// As one would wish it.
pub(super) const GOOD: Shot =
    Shot { module: 5.0, turned: 0.0, tilted: 0.0, blur: 0.0, light: (30.0, 225.0), shade: 0.0, noise: 4.0 };

/// Side of each picture in pixels: a camera's square part, or a photo made smaller.
pub(super) const SIDE: usize = 320;

/// The grey values of a square picture with the code in its middle, on a card's light ground.
pub(super) fn draw(text: &str, shot: Shot, seed: u64) -> Vec<u8> {
    let Ok(code) = QRBuilder::new(text).ecl(ECL::M).build() else { return vec![255; SIDE * SIDE] };
    let modules = code.size as i64;
    let is_dark = |x: f64, y: f64| {
        let (x, y) = (x.floor() as i64, y.floor() as i64);
        let inside = (0..modules).contains(&x) && (0..modules).contains(&y);
        inside && code[y as usize][x as usize].value()
    };
    let (sin, cos) = shot.turned.to_radians().sin_cos();
    let (middle, half) = (SIDE as f64 / 2.0, modules as f64 / 2.0);
    let mut sharp = Vec::with_capacity(SIDE * SIDE);
    for row in 0..SIDE {
        for column in 0..SIDE {
            let mut dark = 0;
            // Three by three points a pixel, as a sensor sees a little square and no point.
            for part in 0..9 {
                let x = column as f64 + (f64::from(part % 3) + 0.5) / 3.0 - middle;
                let y = row as f64 + (f64::from(part / 3) + 0.5) / 3.0 - middle;
                let far = 1.0 + shot.tilted * y / (half * shot.module * 2.0);
                let (x, y) = (x * far / shot.module, y * far / shot.module);
                dark += i32::from(is_dark(x * cos + y * sin + half, y * cos - x * sin + half));
            }
            sharp.push(1.0 - f64::from(dark) / 9.0);
        }
    }
    let soft = blurred(blurred(sharp, shot.blur * shot.module), shot.blur * shot.module);
    let (black, white) = shot.light;
    let mut chance = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
    let mut grey = Vec::with_capacity(soft.len());
    for (at, value) in soft.into_iter().enumerate() {
        chance ^= chance << 13;
        chance ^= chance >> 7;
        chance ^= chance << 17;
        let noise = ((chance >> 40) as f64 / f64::from(1 << 23) - 1.0) * shot.noise;
        let lit = 1.0 - shot.shade * (at % SIDE) as f64 / SIDE as f64;
        grey.push(((black + value * (white - black)) * lit + noise).clamp(0.0, 255.0) as u8);
    }
    grey
}

/// A box blur of this radius, along both axes.
fn blurred(picture: Vec<f64>, radius: f64) -> Vec<f64> {
    let reach = radius.ceil() as i64;
    if reach == 0 {
        return picture;
    }
    let side = SIDE as i64;
    let along = |picture: &[f64], step: (i64, i64)| {
        let mut out = vec![0.0; picture.len()];
        for y in 0..side {
            for x in 0..side {
                let (mut sum, mut weights) = (0.0, 0.0);
                for k in -reach..=reach {
                    let (x, y) = ((x + k * step.0).clamp(0, side - 1), (y + k * step.1).clamp(0, side - 1));
                    let weight = (radius + 0.5 - k.abs() as f64).clamp(0.0, 1.0);
                    sum += weight * picture[(y * side + x) as usize];
                    weights += weight;
                }
                out[(y * side + x) as usize] = sum / weights;
            }
        }
        out
    };
    let rows = along(&picture, (1, 0));
    along(&rows, (0, 1))
}

/// Squares like the corners of a code, lying as no code has them: x, y, pixels a module, degrees, and how much each axis is
/// drawn out. rqrr 0.11 panics at these (`assertion failed` in `Perspective::map`), one of some ten thousand that were tried.
const CORNERS: [[f64; 6]; 5] = [
    [81.2, 100.8, 2.4, 20.0, 0.7, 0.8],
    [118.2, 30.4, 4.0, 167.0, 1.2, 1.2],
    [147.1, 39.5, 2.1, 186.0, 1.0, 0.6],
    [108.3, 35.9, 3.1, 74.0, 0.5, 1.1],
    [148.0, 61.7, 2.4, 153.0, 1.0, 1.4],
];

/// The grey values of a picture of 160 by 160 with these corners.
pub(super) fn impossible_corners() -> Vec<u8> {
    const SIDE: usize = 160;
    let mut grey = vec![255; SIDE * SIDE];
    for [left, top, module, turned, wide, high] in CORNERS {
        let (sin, cos) = turned.to_radians().sin_cos();
        for (at, pixel) in grey.iter_mut().enumerate() {
            let (x, y) = ((at % SIDE) as f64 - left, (at / SIDE) as f64 - top);
            let from_middle =
                ((x * cos + y * sin) / module / wide).abs().max(((y * cos - x * sin) / module / high).abs());
            if from_middle < 4.5 {
                *pixel = if from_middle < 1.5 || (2.5 < from_middle && from_middle < 3.5) { 0 } else { 255 };
            }
        }
    }
    grey
}
