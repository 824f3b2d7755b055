#![allow(clippy::unwrap_used, clippy::panic, clippy::print_stdout)]

mod drawing;

use super::*;
use drawing::{GOOD, SIDE, Shot, draw, impossible_corners};
use std::panic::{AssertUnwindSafe, catch_unwind};

const CARD: &str = "025190999002|131999567|Trần Thị Bình|15031990|Nữ|Khu 5, Vân Phú, Việt Trì, Phú Thọ|15062021";

fn read(pixels: Vec<u8>, treatment: Treatment) -> Vec<String> {
    let grey = Grey { width: SIDE, pixels };
    // As `contained` in the browser: a picture that rqrr cannot bear has no code.
    catch_unwind(AssertUnwindSafe(|| codes(&grey, treatment))).unwrap_or_default()
}

/// Which treatments read the card; the camera tries them in turn.
fn readers(shot: Shot, seed: u64) -> [bool; 3] {
    let picture = draw(CARD, shot, seed);
    [Treatment::Plain, Treatment::Enlarged, Treatment::Sharpened]
        .map(|treatment| read(picture.clone(), treatment).iter().any(|text| text == CARD))
}

/// The floors are what was measured, less one picture in eight.
#[test]
fn cards_are_read_turned_tilted_out_of_focus_and_in_bad_light() {
    let turned = |shot: Shot| (0..8_u8).map(move |step| Shot { turned: f64::from(step) * 47.0 + 3.0, ..shot });
    let conditions: [(&str, Shot, usize); 8] = [
        ("good", GOOD, 7),
        ("small, 3 pixels a module", Shot { module: 3.0, ..GOOD }, 7),
        ("tilted", Shot { tilted: 0.2, ..GOOD }, 7),
        ("blurred", Shot { blur: 0.4, ..GOOD }, 7),
        ("much blurred", Shot { blur: 0.5, ..GOOD }, 6),
        ("dark and noisy", Shot { light: (10.0, 60.0), noise: 12.0, ..GOOD }, 7),
        ("pale, one side in shadow", Shot { light: (90.0, 170.0), shade: 0.6, noise: 8.0, ..GOOD }, 7),
        ("all at once", Shot { tilted: 0.1, blur: 0.25, light: (25.0, 120.0), shade: 0.4, noise: 10.0, ..GOOD }, 5),
    ];
    println!("{:26} {:>6} {:>9} {:>10} {:>6}", "of 8 pictures", "plain", "enlarged", "sharpened", "any");
    let mut low = Vec::new();
    for (name, shot, floor) in conditions {
        let read: Vec<_> = turned(shot).zip(0..).map(|(shot, seed)| readers(shot, seed)).collect();
        let count = |by: usize| read.iter().filter(|readers| readers[by]).count();
        let any = read.iter().filter(|readers| readers.contains(&true)).count();
        println!("{name:26} {:>6} {:>9} {:>10} {any:>6}", count(0), count(1), count(2));
        if any < floor {
            low.push((name, any));
        }
    }
    assert!(low.is_empty(), "{low:?}");
}

#[test]
fn a_card_with_the_fields_of_newer_cards_is_read_whole() {
    let newer = format!("{CARD}|Trần Văn Cha|Lê Thị Mẹ|Nguyễn Văn Chồng|025085999001");
    let picture = draw(&newer, Shot { module: 4.0, turned: 8.0, ..GOOD }, 1);
    assert_eq!(read(picture, Treatment::Plain), [newer]);
}

#[test]
fn what_is_no_picture_or_no_code_has_no_text() {
    for treatment in [Treatment::Plain, Treatment::Enlarged, Treatment::Sharpened] {
        assert!(codes(&Grey::default(), treatment).is_empty());
        assert!(codes(&Grey { width: 1, pixels: vec![7] }, treatment).is_empty());
        assert!(read(vec![128; SIDE * SIDE], treatment).is_empty());
        let noise = draw("", Shot { noise: 250.0, ..GOOD }, 5);
        assert!(read(noise, treatment).is_empty());
    }
}

#[test]
fn a_picture_twice_as_large_keeps_its_values() {
    let grey = Grey { width: 2, pixels: vec![0, 160, 160, 0] };
    let large = enlarged(&grey);
    assert_eq!((large.width, large.pixels.len()), (4, 16));
    assert_eq!(&large.pixels[..4], [0, 40, 120, 160]);
    assert_eq!(means(&Grey { width: 3, pixels: vec![9, 0, 0, 0, 0, 0, 0, 0, 0] }, 1)[4], 1);
}

/// Why `contained` is there; the day this fails it is no longer needed. What it does in a browser is tested there (end2end).
#[test]
fn there_are_pictures_that_rqrr_cannot_bear() {
    let grey = Grey { width: 160, pixels: impossible_corners() };
    assert!(catch_unwind(AssertUnwindSafe(|| codes(&grey, Treatment::Plain))).is_err());
}
