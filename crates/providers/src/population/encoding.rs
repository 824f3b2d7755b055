//! The encodings in which an XML document may come without saying so elsewhere (XML 1.0, 4.3.3 and appendix F).

use std::borrow::Cow;

/// The document's text, in UTF-8 or, by its byte order mark or its first characters, in UTF-16.
///
/// A declaration that names another encoding than the bytes have is passed over: programs that write a document into memory declare
/// `UTF-16`, and then send it in UTF-8.
pub(super) fn decoded(document: &[u8]) -> Option<Cow<'_, str>> {
    let units = |from_bytes: fn([u8; 2]) -> u16| document.as_chunks::<2>().0.iter().map(move |pair| from_bytes(*pair));
    let units: Vec<u16> = match document {
        [0xfe, 0xff, ..] | [0, b'<', ..] => units(u16::from_be_bytes).collect(),
        [0xff, 0xfe, ..] | [b'<', 0, ..] => units(u16::from_le_bytes).collect(),
        _ => return std::str::from_utf8(document).ok().map(without_mark).map(Cow::Borrowed),
    };
    if !document.len().is_multiple_of(2) {
        return None;
    }
    let text = String::from_utf16(&units).ok()?;
    Some(Cow::Owned(without_mark(&text).to_owned()))
}

fn without_mark(text: &str) -> &str {
    text.strip_prefix('\u{feff}').unwrap_or(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn w05_utf_16_is_read_with_and_without_a_mark() {
        let text = "<?xml version=\"1.0\" encoding=\"UTF-16\"?><a>Nguyễn</a>";
        for marked in [text.to_owned(), format!("\u{feff}{text}")] {
            assert_eq!(decoded(&utf16(&marked, u16::to_be_bytes)).as_deref(), Some(text));
            assert_eq!(decoded(&utf16(&marked, u16::to_le_bytes)).as_deref(), Some(text));
            assert_eq!(decoded(marked.as_bytes()).as_deref(), Some(text), "a program that says so of UTF-8");
        }
    }

    #[test]
    fn w05_twin_what_is_neither_is_not_read() {
        let half = utf16("<a>Nguyễn</a>", u16::to_le_bytes);
        assert_eq!(decoded(&half[..half.len() - 1]), None);
        assert_eq!(decoded(&[b'<', 0, 0, 0xd8]), None, "half a pair");
        assert_eq!(decoded(b"<a>\xff</a>"), None);
        assert_eq!(decoded(b"").as_deref(), Some(""));
    }
}
