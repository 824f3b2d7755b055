//! Reading QR codes with rqrr, for browsers without a reader of their own: a part that is downloaded when it is first used.

use crate::browser::{Grey, contained};
use leptos::wasm_split::{SplitLoaderError, wasm_split};

/// How a picture is made ready. Each reads what the others miss (docs/PERFORMANCE.md), so they take turns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Treatment {
    /// As it is: the quickest.
    Plain,
    /// Twice as large, for a small code and for bad light.
    Enlarged,
    /// Twice as large and sharpened, for a picture out of focus.
    Sharpened,
}

/// The part could not be downloaded; the next try asks for it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NotLoaded;

impl From<SplitLoaderError> for NotLoaded {
    fn from(_: SplitLoaderError) -> Self {
        Self
    }
}

/// The texts of all QR codes in the picture. rqrr asserts what some pictures do not keep (its issue 54): such a picture has
/// none, and the page goes on.
///
/// # Errors
/// [`NotLoaded`]
#[wasm_split(read_codes, wasm_split_path = leptos::wasm_split, fallible)]
pub(super) fn read_codes(grey: Grey, treatment: Treatment) -> Result<Vec<String>, NotLoaded> {
    Ok(contained(move || codes(&grey, treatment)).unwrap_or_default())
}

fn codes(grey: &Grey, treatment: Treatment) -> Vec<String> {
    let height = grey.pixels.len().checked_div(grey.width).unwrap_or_default();
    if height == 0 {
        return Vec::new();
    }
    // Black is what is darker than its surroundings: rqrr has its own way to tell, and ours see finer edges.
    let mut image = match treatment {
        Treatment::Plain => {
            rqrr::PreparedImage::prepare_from_greyscale(grey.width, height, |x, y| grey.pixels[y * grey.width + x])
        }
        Treatment::Enlarged => {
            let large = enlarged(grey);
            let means = means(&large, large.width / 24);
            let is_black = |at: usize| large.pixels[at].saturating_add(3) < means[at];
            rqrr::PreparedImage::prepare_from_bitmap(large.width, height * 2, |x, y| is_black(y * large.width + x))
        }
        Treatment::Sharpened => {
            let large = enlarged(grey);
            let smooth = Grey { width: large.width, pixels: means(&large, 1) };
            let sharp = sharpened(&smooth);
            let means = means(&sharp, sharp.width / 16);
            let is_black = |at: usize| sharp.pixels[at] < means[at];
            rqrr::PreparedImage::prepare_from_bitmap(sharp.width, height * 2, |x, y| is_black(y * sharp.width + x))
        }
    };
    image.detect_grids().iter().filter_map(|grid| grid.decode().ok()).map(|(_, text)| text).collect()
}

/// Twice as wide and as high, each new pixel between its neighbours.
fn enlarged(grey: &Grey) -> Grey {
    let (width, height) = (grey.width, grey.pixels.len() / grey.width);
    let pixel = |x: usize, y: usize| u32::from(grey.pixels[y.min(height - 1) * width + x.min(width - 1)]);
    // A new pixel lies a quarter of an old one beside an old one: three parts of the nearer neighbour, one of the further.
    let neighbours = |at: usize| (at / 2, if at.is_multiple_of(2) { (at / 2).saturating_sub(1) } else { at / 2 + 1 });
    let mut pixels = Vec::with_capacity(grey.pixels.len() * 4);
    for y in 0..height * 2 {
        let (near_y, far_y) = neighbours(y);
        for x in 0..width * 2 {
            let (near_x, far_x) = neighbours(x);
            let near_row = 3 * pixel(near_x, near_y) + pixel(far_x, near_y);
            let far_row = 3 * pixel(near_x, far_y) + pixel(far_x, far_y);
            pixels.push(((3 * near_row + far_row) / 16) as u8);
        }
    }
    Grey { width: width * 2, pixels }
}

/// For each pixel the mean of the square around it, `radius` pixels to each side.
fn means(grey: &Grey, radius: usize) -> Vec<u8> {
    let (width, height) = (grey.width, grey.pixels.len() / grey.width);
    // Sums of everything above and to the left: a square's sum is four look-ups, whatever its size.
    let stride = width + 1;
    let mut sums = vec![0_u32; stride * (height + 1)];
    for (y, row) in grey.pixels.chunks_exact(width).enumerate() {
        let mut sum = 0;
        for (x, value) in row.iter().enumerate() {
            sum += u32::from(*value);
            sums[(y + 1) * stride + x + 1] = sums[y * stride + x + 1] + sum;
        }
    }
    let mut means = Vec::with_capacity(grey.pixels.len());
    for y in 0..height {
        let (top, bottom) = (y.saturating_sub(radius), (y + radius + 1).min(height));
        for x in 0..width {
            let (left, right) = (x.saturating_sub(radius), (x + radius + 1).min(width));
            let sum = sums[bottom * stride + right] + sums[top * stride + left]
                - sums[top * stride + right]
                - sums[bottom * stride + left];
            means.push((sum / ((bottom - top) * (right - left)) as u32) as u8);
        }
    }
    means
}

/// Edges made steeper: what a pixel differs from its surroundings counts four times.
fn sharpened(grey: &Grey) -> Grey {
    let around = means(grey, 8);
    let steeper = |(value, mean): (&u8, u8)| {
        let (value, mean) = (i32::from(*value), i32::from(mean));
        (value + 3 * (value - mean)).clamp(0, 255) as u8
    };
    Grey { width: grey.width, pixels: grey.pixels.iter().zip(around).map(steeper).collect() }
}

#[cfg(test)]
mod tests;
