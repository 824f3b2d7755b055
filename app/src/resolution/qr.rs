//! A text as a QR code.

use congdan_domain::wanted_path::percent_encode;
use fast_qr::{ECL, QRBuilder, QRCode};
use std::fmt::Write;

/// Light modules around the code (ISO/IEC 18004).
const QUIET: usize = 4;

/// The code as an image's address (`data:`, which the policy of our pages allows), or nothing where the text is too long.
pub(super) fn image(text: &str) -> Option<String> {
    // Paper is folded and smudged: a quarter of it may be lost.
    let code = QRBuilder::new(text).ecl(ECL::Q).build().ok()?;
    Some(format!("data:image/svg+xml,{}", percent_encode(&svg(&code))))
}

/// A stroke a run of dark modules: a third of what a square a module takes.
fn svg(code: &QRCode) -> String {
    let edge = code.size + 2 * QUIET;
    let mut dark = String::new();
    for row in 0..code.size {
        let mut column = 0;
        while column < code.size {
            let length = (column..code.size).take_while(|at| code[row][*at].value()).count();
            if length > 0 {
                // Writing to a string does not fail.
                let _ = write!(dark, "M{} {}h{length}v1h-{length}z", column + QUIET, row + QUIET);
            }
            column += length.max(1);
        }
    }
    format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {edge} {edge}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{edge}v{edge}H0z\"/><path d=\"{dark}\"/></svg>"
    )
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn the_strokes_cover_the_dark_modules_and_no_other() {
        let code = QRBuilder::new("http://localhost:3100/can-bo/phieu/x").ecl(ECL::Q).build().unwrap();
        let drawn: usize = svg(&code)
            .split('h')
            .skip(1)
            .filter_map(|stroke| stroke.split_once('v').and_then(|(length, _)| length.parse::<usize>().ok()))
            .sum();
        let edge = code.size + 2 * QUIET;
        let dark: usize = (0..code.size).map(|row| (0..code.size).filter(|at| code[row][*at].value()).count()).sum();
        assert_eq!(drawn, dark + edge, "the paper's own stroke is the other");
    }

    #[test]
    fn an_address_of_the_portal_fits() {
        let address = format!("https://dichvucong.phutho.gov.vn/can-bo/phieu/{}", "x".repeat(43));
        let image = image(&address).unwrap();
        assert!(image.len() < 12_000, "{}", image.len());
    }
}
