//! Names that were typed for an input method (bộ gõ) that was off: the keys of Telex and VNI stand in them as letters and digits.
//!
//! Only keys that no name has are recognised. A tone's letter alone is none: `Thij` is Telex, but `Raj` is a name.

/// Whether a word of the text can only be Telex or VNI.
pub(crate) fn is_unfinished(text: &str) -> bool {
    text.split_whitespace().any(|word| is_telex(&word.to_lowercase()) || is_vni(word))
}

/// `dd` before a vowel (đ), or a doubled vowel (â, ê, ô), or a vowel with w (ă, ơ, ư), whose syllable ends with the letter of a tone that
/// ends no syllable: f, j, x.
fn is_telex(word: &str) -> bool {
    let is_vowel = |c: char| matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
    if word.strip_prefix("dd").is_some_and(|rest| rest.starts_with(is_vowel)) {
        return true;
    }
    let Some(syllable) = word.strip_suffix(['f', 'j', 'x']).filter(|_| word.is_ascii()) else { return false };
    let letter = ["aa", "ee", "oo", "aw", "ow", "uw"].iter().filter_map(|keys| syllable.rfind(keys)).max();
    match letter.map(|at| &syllable[at + 2..]) {
        // Graaf and Schaaf are names.
        Some("") => !word.ends_with('f'),
        // So are Rooij and Woolf: no vowel and no l.
        Some(coda) => matches!(coda, "c" | "ch" | "m" | "n" | "ng" | "nh" | "p" | "t"),
        None => false,
    }
}

/// Letters with digits from 1 to 9 among them or behind them.
fn is_vni(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_alphabetic())
        && word.contains(|c: char| c.is_ascii_digit())
        && word.chars().all(|c| c.is_ascii_alphabetic() || matches!(c, '1'..='9'))
}
