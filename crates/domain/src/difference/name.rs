//! The kinds in which two Vietnamese names differ.

use crate::{FullName, closed_list::closed_list, tidy::is_apostrophe};
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

/// A kind of difference between two Vietnamese names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum NameDifference {
    /// Looks the same and is encoded in another way: marks in another order, Đ made of a foreign letter, another apostrophe.
    /// (NFC and NFD are no difference: a [`FullName`] is composed.)
    Encoding,
    /// The tone stands on another letter of the same syllable: `oà` and `òa`.
    TonePlacement,
    /// `Đ` in one, `D` in the other.
    DStroke,
    /// `y` in one, `i` in the other, where both spellings are in use: `Lý` and `Lí`.
    IOrY,
    /// Marks that one has are missing in the other.
    MissingMarks,
    /// A letter carries another mark.
    OtherMarks,
    /// Spaces, hyphens, apostrophes or full stops.
    Spacing,
    /// The same words in another order.
    WordOrder,
    /// One has a middle name (chữ đệm) that the other lacks.
    MiddleName,
    /// One letter is wrong, missing, doubled, or has changed places with the next.
    OneLetter,
    /// More than that.
    Other,
}

impl NameDifference {
    /// Whether it is only another way to write the same name. The other kinds make another name, or may: a provider that
    /// asserts a middle name more asserts another name.
    pub const fn is_spelling(self) -> bool {
        match self {
            Self::Encoding
            | Self::TonePlacement
            | Self::DStroke
            | Self::IOrY
            | Self::MissingMarks
            | Self::Spacing
            | Self::WordOrder => true,
            Self::OtherMarks | Self::MiddleName | Self::OneLetter | Self::Other => false,
        }
    }
}

/// Whether both are the same name, in whatever spelling.
pub fn is_same_name(one: &FullName, other: &FullName) -> bool {
    between_names(one, other).into_iter().all(NameDifference::is_spelling)
}

use NameDifference::{DStroke, Encoding, IOrY, MissingMarks, OneLetter, Other, OtherMarks, Spacing, TonePlacement};

/// In what a name differs from another, the fewest kinds that explain it; nothing where both are the same name ([`FullName::comparable`]).
pub fn between_names(one: &FullName, other: &FullName) -> Vec<NameDifference> {
    let (one, other) = (one.comparable(), other.comparable());
    if one == other {
        return Vec::new();
    }
    let words = |name: &str| name.split(' ').map(letters).collect::<Vec<_>>();
    let (one, other) = (words(&one), words(&other));
    for shape in Shape::ALL {
        for forgiven in Forgiven::fewest_first() {
            let keys = |words: &[Word]| words.iter().map(|word| forgiven.key(word)).collect::<Vec<_>>();
            let fits = match shape {
                Shape::Joined => forgiven.key(&joined(&one)) == forgiven.key(&joined(&other)),
                _ => shape.fits(&keys(&one), &keys(&other)),
            };
            if fits {
                let mut kinds: Vec<_> = forgiven.kinds(&one, &other).into_iter().chain(shape.kind()).collect();
                kinds.sort_unstable();
                return kinds;
            }
        }
    }
    vec![Other]
}

/// A letter in lower case, with its marks as they are written.
#[derive(Clone)]
struct Letter {
    base: char,
    marks: Vec<char>,
}

type Word = Vec<Letter>;

fn letters(word: &str) -> Word {
    let mut letters: Word = Vec::new();
    for character in word.nfd() {
        match letters.last_mut() {
            Some(letter) if is_mark(character) => letter.marks.push(character),
            _ => letters.push(Letter { base: character, marks: Vec::new() }),
        }
    }
    letters
}

fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Grave, acute, tilde, hook above, dot below; the other marks make another letter.
fn is_tone(mark: char) -> bool {
    matches!(mark, '\u{300}' | '\u{301}' | '\u{303}' | '\u{309}' | '\u{323}')
}

fn is_separator(character: char) -> bool {
    matches!(character, '-' | '.') || is_apostrophe(character)
}

fn joined(words: &[Word]) -> Word {
    words.iter().flatten().filter(|letter| !is_separator(letter.base)).cloned().collect()
}

closed_list! {
    /// How the words of one name become those of the other, the likeliest first.
    #[derive(Clone, Copy, PartialEq)]
    enum Shape {
        Same,
        Joined,
        Reordered,
        MiddleName,
        OneLetter,
    }
}

impl Shape {
    const fn kind(self) -> Option<NameDifference> {
        match self {
            Self::Same => None,
            Self::Joined => Some(Spacing),
            Self::Reordered => Some(NameDifference::WordOrder),
            Self::MiddleName => Some(NameDifference::MiddleName),
            Self::OneLetter => Some(OneLetter),
        }
    }

    fn fits(self, one: &[String], other: &[String]) -> bool {
        match self {
            Self::Same | Self::Joined => one == other,
            Self::Reordered => {
                let sorted = |words: &[String]| {
                    let mut words = words.to_vec();
                    words.sort_unstable();
                    words
                };
                sorted(one) == sorted(other)
            }
            Self::MiddleName => {
                let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
                short.len() >= 2
                    && short.len() < long.len()
                    && short.first() == long.first()
                    && short.last() == long.last()
                    && is_within(short, long)
            }
            Self::OneLetter => {
                let mut wrong = one.iter().zip(other).filter(|(one, other)| one != other);
                one.len() == other.len()
                    && wrong.next().is_some_and(|(one, other)| is_one_letter_off(one, other))
                    && wrong.next().is_none()
            }
        }
    }
}

/// Every word of `short` occurs in `long`, in this order.
fn is_within(short: &[String], long: &[String]) -> bool {
    let mut rest = long.iter();
    short.iter().all(|word| rest.any(|other| other == word))
}

/// One letter changed, left out, added, or swapped with its neighbour. A mark alone is no letter.
fn is_one_letter_off(one: &str, other: &str) -> bool {
    let split = |word: &str| {
        let mut letters: Vec<String> = Vec::new();
        for character in word.chars() {
            match letters.last_mut() {
                Some(letter) if is_mark(character) => letter.push(character),
                _ => letters.push(character.to_string()),
            }
        }
        letters
    };
    let (one, other) = (split(one), split(other));
    let (short, long) = if one.len() <= other.len() { (&one, &other) } else { (&other, &one) };
    let head = short.iter().zip(long).take_while(|(a, b)| a == b).count();
    let tail = short.iter().rev().zip(long.iter().rev()).take_while(|(a, b)| a == b).count();
    match long.len() - short.len() {
        0 => {
            let wrong = short.len().saturating_sub(head + tail);
            wrong == 1 || (wrong == 2 && short[head] == long[head + 1] && short[head + 1] == long[head])
        }
        1 => head + tail >= short.len(),
        _ => false,
    }
}

/// Which differences of letters are passed over when two names are compared.
#[derive(Clone, Copy)]
struct Forgiven(u8);

impl Forgiven {
    const ENCODING: u8 = 1;
    const TONE_PLACEMENT: u8 = 2;
    const D_STROKE: u8 = 4;
    const I_OR_Y: u8 = 8;
    const MARKS: u8 = 16;

    /// All combinations: the smaller ones first, the more harmless ones first among equals.
    fn fewest_first() -> impl Iterator<Item = Self> {
        let all = 0u8..32;
        (0..=5).flat_map(move |count| all.clone().filter(move |set| set.count_ones() == count)).map(Self)
    }

    const fn has(self, kind: u8) -> bool {
        self.0 & kind != 0
    }

    /// What is left of a word to compare.
    fn key(self, word: &[Letter]) -> String {
        let (mut key, mut tones) = (String::new(), String::new());
        for (at, letter) in word.iter().enumerate() {
            key.push(self.base(word, at));
            let mut marks = letter.marks.clone();
            if self.has(Self::ENCODING) {
                marks.sort_unstable();
                marks.dedup();
            }
            for mark in marks.into_iter().filter(|_| !self.has(Self::MARKS)) {
                if self.has(Self::TONE_PLACEMENT) && is_tone(mark) { tones.push(mark) } else { key.push(mark) }
            }
        }
        // Behind a bar they are not taken for a part of the last letter.
        if tones.is_empty() { key } else { format!("{key}|{tones}") }
    }

    fn base(self, word: &[Letter], at: usize) -> char {
        let base = word[at].base;
        match base {
            'ð' | 'ɖ' if self.has(Self::ENCODING) => self.base_of_d(),
            'đ' => self.base_of_d(),
            base if self.has(Self::ENCODING) && is_apostrophe(base) => '\'',
            'y' if self.has(Self::I_OR_Y) && is_i_or_y(word, at) => 'i',
            _ => base,
        }
    }

    const fn base_of_d(self) -> char {
        if self.has(Self::D_STROKE) { 'd' } else { 'đ' }
    }

    fn kinds(self, one: &[Word], other: &[Word]) -> Vec<NameDifference> {
        let named = [
            (Self::ENCODING, Encoding),
            (Self::TONE_PLACEMENT, TonePlacement),
            (Self::D_STROKE, DStroke),
            (Self::I_OR_Y, IOrY),
            (Self::MARKS, if one_lacks_marks(one, other) { MissingMarks } else { OtherMarks }),
        ];
        named.into_iter().filter(|(kind, _)| self.has(*kind)).map(|(_, name)| name).collect()
    }
}

/// Alone at the end of a syllable, or after `qu`, both letters are in use: Lý and Lí, Quý and Quí; but Thúy is not Thúi.
fn is_i_or_y(word: &[Letter], at: usize) -> bool {
    let before = |back: usize| at.checked_sub(back).map(|at| word[at].base);
    let is_last = word.get(at + 1).is_none_or(|next| is_separator(next.base));
    is_last
        && match before(1) {
            None => true,
            Some('u') => before(2) == Some('q'),
            Some(letter) => !matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y'),
        }
}

/// One name's marks are all among the other's.
fn one_lacks_marks(one: &[Word], other: &[Word]) -> bool {
    let marks = |words: &[Word]| {
        let mut marks: Vec<char> = words.iter().flatten().flat_map(|letter| letter.marks.clone()).collect();
        marks.sort_unstable();
        marks
    };
    let (one, other) = (marks(one), marks(other));
    let (short, long) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    let mut rest = long.into_iter();
    short.len() < rest.len() && short.iter().all(|mark| rest.any(|other| other == *mark))
}
