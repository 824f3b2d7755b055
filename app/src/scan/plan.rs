//! Which parts of a picture are looked at, how large and how treated: a weak phone is given small pieces of work.

use super::decode::Treatment;
use crate::browser::Part;

/// One look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Pass {
    pub part: Part,
    /// Its longer side is made this small, in pixels.
    pub longest: f64,
    pub treatment: Treatment,
}

/// The look at the camera's picture at this turn. The code is where the person was asked to hold it: in the middle.
pub(super) fn live(width: f64, height: f64, turn: usize) -> Pass {
    let side = width.min(height);
    let (side, longest, treatment) = match turn % 3 {
        0 => (side, 720.0, Treatment::Plain),
        1 => (side, 480.0, Treatment::Enlarged),
        _ => (side * 0.7, 480.0, Treatment::Sharpened),
    };
    let part = Part { left: (width - side) / 2.0, top: (height - side) / 2.0, width: side, height: side };
    Pass { part, longest, treatment }
}

/// The looks at a photo, the likeliest first: all of it, then parts of it, in which a small code is larger.
pub(super) fn photo(width: f64, height: f64) -> Vec<Pass> {
    use Treatment::{Enlarged, Plain, Sharpened};
    let looks: [(usize, &[Treatment], f64); 4] = [
        (1, &[Plain], 1024.0),
        (1, &[Enlarged, Sharpened], 640.0),
        (2, &[Plain, Enlarged], 640.0),
        (3, &[Plain, Enlarged, Sharpened], 560.0),
    ];
    let mut passes = Vec::new();
    for (across, treatments, longest) in looks {
        for part in parts(width, height, across) {
            passes.extend(treatments.iter().map(|treatment| Pass { part, longest, treatment: *treatment }));
        }
    }
    passes
}

/// `across` by `across` parts that overlap by nearly half, so that a code on the edge of one lies within another.
fn parts(width: f64, height: f64, across: usize) -> Vec<Part> {
    let share = if across == 1 { 1.0 } else { 1.8 / (across as f64 + 0.8) };
    let step = (1.0 - share) / across.saturating_sub(1).max(1) as f64;
    let place = |at: usize| at as f64 * step;
    (0..across * across)
        .map(|at| Part {
            left: width * place(at % across),
            top: height * place(at / across),
            width: width * share,
            height: height * share,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_look_stays_within_the_picture() {
        for (width, height) in [(4000.0, 3000.0), (720.0, 1280.0), (40.0, 30.0)] {
            for pass in photo(width, height).into_iter().chain((0..3).map(|turn| live(width, height, turn))) {
                let Part { left, top, width: wide, height: high } = pass.part;
                assert!(
                    left >= 0.0 && top >= 0.0 && left + wide <= width + 0.01 && top + high <= height + 0.01,
                    "{pass:?}"
                );
                assert!(pass.longest <= 1024.0);
            }
        }
    }

    #[test]
    fn a_code_anywhere_on_a_photo_lies_within_one_of_its_parts() {
        // A code of a fifth of the photo's width, moved over all of it.
        for step in 0..=80 {
            let left = f64::from(step) / 100.0;
            for across in [2, 3] {
                let holds = |part: &Part| part.left <= left && left + 0.2 <= part.left + part.width;
                assert!(parts(1.0, 1.0, across).iter().any(holds), "{left} {across}");
            }
        }
    }
}
