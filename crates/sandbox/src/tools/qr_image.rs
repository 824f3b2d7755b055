//! QR codes as images.

use base64::{Engine, engine::general_purpose::STANDARD};
use fast_qr::{
    ECL, QRBuilder,
    convert::{Builder, svg::SvgBuilder},
};

/// The code as an image address (`data:`), or nothing where the text is too long for a QR code.
pub(crate) fn qr_image(text: &str) -> Option<String> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    let svg = SvgBuilder::default().margin(4).to_str(&code);
    Some(format!("data:image/svg+xml;base64,{}", STANDARD.encode(svg)))
}
