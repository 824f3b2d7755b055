//! Typed and copied text at the door: characters that no eye sees are dropped, and full-width ones become the usual ones.
//!
//! Phones, chat programs and PDF viewers put invisible characters around what people copy; East Asian keyboards write digits and
//! letters in full width. Every type of this crate that reads a person's or a provider's text uses [`tidied`] first, so that no
//! caller has to.

/// The text without invisible characters, with full-width ASCII as ASCII.
pub(crate) fn tidied(text: &str) -> String {
    text.chars().filter(|c| !is_invisible(*c)).map(usual_width).collect()
}

/// Soft hyphen, grapheme joiner, fillers, zero-width characters, direction marks, embeddings and isolates, variation selectors,
/// byte order mark, tags.
///
/// U+202E, the right-to-left override, is not among them: it changes what the eye reads, so that a text without it would be another
/// text. A type that lists its characters refuses it.
pub(crate) const fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}'
            | '\u{34f}'
            | '\u{61c}'
            | '\u{115f}'..='\u{1160}'
            | '\u{17b4}'..='\u{17b5}'
            | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}'
            | '\u{202a}'..='\u{202d}'
            | '\u{2060}'..='\u{206f}'
            | '\u{3164}'
            | '\u{fe00}'..='\u{fe0f}'
            | '\u{feff}'
            | '\u{ffa0}'
            | '\u{e0000}'..='\u{e0fff}'
    )
}

/// U+FF01 to U+FF5E are ASCII's `!` to `~` in full width.
fn usual_width(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        c => c,
    }
}

/// What stands between groups of digits: white space, full stops, and hyphens and dashes of every length.
pub(crate) fn is_grouping(c: char) -> bool {
    c.is_whitespace() || matches!(c, '.' | '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// What keyboards, phones and old records produce for the apostrophe of H'Hen or K'Sor.
pub(crate) const fn is_apostrophe(c: char) -> bool {
    matches!(c, '\'' | '`' | '´' | '‘' | '’' | '‛' | '′' | 'ʹ' | 'ʻ' | 'ʼ' | 'ʽ' | 'ʾ' | 'ʿ' | 'ˈ' | 'ˊ' | 'ˋ' | 'ꞌ')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn w06_the_unseen_is_dropped_and_full_width_is_mapped() {
        assert_eq!(tidied("\u{feff}０１２\u{200b}３\u{ad}\u{202a}４\u{2069}"), "01234");
        assert_eq!(tidied("ａn＠example．vn"), "an@example.vn");
        assert_eq!(tidied("\u{202d}0912 345 678\u{202c}"), "0912 345 678");
    }

    #[test]
    fn w06_twin_what_is_seen_stays() {
        for text in ["Nguyễn Văn An", "H’Hen Niê", "A-Lếnh", "0912 345 678", "\u{202e}nA", "Аn", "٠٢٥"] {
            assert_eq!(tidied(text), text);
        }
    }
}
