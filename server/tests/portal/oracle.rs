//! The time of an answer tells nothing either (L-09, E-01).

use crate::{
    journey::{NATIONAL, VNEID},
    people::{AN, BINH, GIANG, Person},
    world::TestWorld,
};
use std::time::{Duration, Instant};

const ROUNDS: usize = 60;
/// A busy machine disturbs a measurement, but never the same kind in the same direction each time; a difference that is ours
/// is there each time.
const MEASUREMENTS: usize = 4;
const SAME: Duration = Duration::from_millis(2);

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times[times.len() / 2]
}

#[tokio::test]
async fn l09_e01_every_mismatch_takes_the_same_time() {
    let world = TestWorld::with(|settings| {
        settings.limits.match_per_account.count = 0;
        settings.limits.match_per_number.count = 0;
        settings.limits.match_per_address.count = 0;
    })
    .await;
    // An has an account here, with his number; Giang has none.
    world.browser().signed_in(VNEID, AN, "/").await;
    let browser = world.browser();
    let page = browser.signed_in(NATIONAL, BINH, "/thu-tuc").await;
    // A number that contradicts the entry is shown first, which says nothing of the register: all three are sent at once.
    let send = async |person: Person| {
        let [day, month, year] = person.born;
        let entries = [
            ("Số căn cước (CCCD)", person.number),
            ("Họ và tên", person.name),
            ("Ngày", day),
            ("Tháng", month),
            ("Năm", year),
            ("Tôi đồng ý cho đối chiếu", "x"),
        ];
        let mut form = page.form_with("Cập nhật", &entries);
        form.fields.push(("confirmed".to_owned(), "true".to_owned()));
        browser.post_form(&page, &form).await
    };
    let wrong = [
        ("a number that nobody has", Person { number: "025190999007", ..BINH }),
        ("the number of somebody with an account", Person { number: AN.number, ..BINH }),
        ("the number of somebody without one", Person { number: GIANG.number, ..BINH }),
    ];
    let mut seen = Vec::new();
    let mut suspects: Vec<(usize, bool)> = (0..wrong.len()).flat_map(|kind| [(kind, true), (kind, false)]).collect();
    for _ in 0..MEASUREMENTS {
        let mut times = vec![Vec::new(); wrong.len()];
        for round in 0..ROUNDS * wrong.len() {
            // Each kind follows each other one equally often.
            let kind = (round + round / wrong.len()) % wrong.len();
            let began = Instant::now();
            let answer = send(wrong[kind].1).await;
            times[kind].push(began.elapsed());
            assert_eq!(answer.outcome().as_deref(), Some("not_found"), "{}", wrong[kind].0);
        }
        let medians: Vec<Duration> = times.into_iter().map(median).collect();
        let usual = median(medians.clone());
        suspects.retain(|&(kind, slower)| {
            let (high, low) = if slower { (medians[kind], usual) } else { (usual, medians[kind]) };
            high.saturating_sub(low) >= SAME
        });
        seen.push(medians);
        if suspects.is_empty() {
            break;
        }
    }
    assert!(suspects.is_empty(), "in the order of {:?}: {seen:?}", wrong.map(|(kind, _)| kind));
    // Twin: what is right matches.
    assert_eq!(browser.update_number(&page, BINH).await.path(), "/thu-tuc");
}
