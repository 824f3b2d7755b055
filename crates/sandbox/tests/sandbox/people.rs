//! Somebody made for one test.

use crate::support::World;
use serde_json::{Value, json};

async fn make(world: &World, person: Value) -> (u16, Value) {
    let request = world.http.post(format!("{}/control/people", world.url)).json(&person);
    let answer = request.send().await.unwrap();
    (answer.status().as_u16(), answer.json().await.unwrap_or_default())
}

fn hue() -> Value {
    json!({
        "id": "hue", "name": "Lê Thị Huệ", "number": "025188999777", "born": "07/07/1988", "sex": "female",
        "national": "without_cccd", "vneid": 2, "register": { "as_name": "Lê Thị Hoa Huệ" },
    })
}

#[tokio::test]
async fn a_made_person_signs_in_everywhere_until_the_reset() {
    let world = World::start().await;
    let (status, made) = make(&world, hue()).await;
    assert_eq!(status, 201, "{made}");
    let claims = world.claims("vneid", "hue").await;
    assert_eq!((&claims["HoVaTen"], &claims["SoDinhDanh"]), (&json!("Lê Thị Huệ"), &json!("025188999777")));
    assert_eq!(claims["sub"], made["subjects"]["vneid"]);
    assert_eq!(world.claims("dvcqg", "hue").await["sub"], made["subjects"]["dvcqg"]);
    assert!(world.get("/").await.body.contains("025188999777"), "listed with the others");
    world.post("/control/reset", &[]).await;
    world.forget_cookies();
    assert!(world.authorize("vneid", &[("login_hint", "hue")]).await.param("code").is_none());
    assert_eq!(make(&world, hue()).await.0, 201, "the name is free again");
}

#[tokio::test]
async fn somebody_is_made_by_a_form() {
    let world = World::start().await;
    let entries = [
        ("ten-dang-nhap", "hue"),
        ("ho-ten", "Lê Thị Huệ"),
        ("so", "025 188 999 777"),
        ("sinh", "07/07/1988"),
        ("gioi-tinh", "female"),
        ("dvcqg", "without_cccd"),
        ("vneid", "2"),
        ("dan-cu", "as_name"),
        ("ten-khac", "Lê Thị Hoa Huệ"),
    ];
    let made = world.post("/nguoi-moi", &entries).await;
    assert!(made.status == 303 && world.get(&made.to()).await.body.contains("025188999777"), "{}", made.body);
    let claims = world.claims("vneid", "hue").await;
    assert_eq!(
        (&claims["HoVaTen"], &claims["GioiTinh"], &claims["loAs"]),
        (&json!("Lê Thị Huệ"), &json!("2"), &json!("LoA2"))
    );
    assert!(world.claims("dvcqg", "hue").await["SoDinhDanh"].is_null());

    let with = |name: &'static str, value: &'static str| {
        let mut form = entries.to_vec();
        form.retain(|(known, _)| *known != name);
        form.push((name, value));
        form
    };
    for (form, field, said) in [
        (with("ten-dang-nhap", "Huệ"), "ten-dang-nhap", "chữ thường không dấu"),
        (with("ten-dang-nhap", "an"), "ten-dang-nhap", "đã có người dùng"),
        (with("so", "025188000777"), "so", "bắt đầu bằng 999"),
        (with("sinh", "31/02/1988"), "sinh", "07/07/1988"),
        (with("ten-khac", " "), "ten-khac", "trong CSDL dân cư"),
        (with("gioi-tinh", "x"), "gioi-tinh", "trong các danh sách"),
    ] {
        let mut form = form;
        if field != "ten-dang-nhap" {
            form.retain(|(name, _)| *name != "ten-dang-nhap");
            form.push(("ten-dang-nhap", "hue2"));
        }
        let page = world.post("/nguoi-moi", &form).await;
        assert!(page.status == 422 && page.text(".errors").contains(said), "{field}: {}", page.body);
        assert!(
            page.body.contains(&format!("href=\"#{field}\"")) && page.body.contains("value=\"Lê Thị Huệ\""),
            "{field}"
        );
    }
    let foreign = world.http.post(format!("{}/nguoi-moi", world.url)).header("sec-fetch-site", "cross-site");
    assert_eq!(foreign.send().await.unwrap().status(), 403);
}

#[tokio::test]
async fn nobody_real_and_nobody_twice_is_made() {
    let world = World::start().await;
    let with = |name: &str, value: Value| {
        let mut person = hue();
        person[name] = value;
        person
    };
    for (person, error) in [
        (with("number", json!("025188000777")), "number is twelve digits whose last six begin with 999"),
        (with("number", json!("025085999001")), "another VNeID account has this number"),
        (with("number", Value::Null), "a VNeID account needs a number"),
        (with("id", json!("an")), "id is taken"),
        (with("id", json!("Huệ")), "id is 1 to 32 lower-case letters and digits"),
        (with("name", json!("")), "name is not a name"),
        (with("born", json!("31/02/1988")), "born is dd/mm/yyyy or yyyy"),
        (with("vneid", json!(3)), "vneid is a level, 1 or 2"),
    ] {
        assert_eq!(make(&world, person).await, (422, json!({ "error": error })));
    }
    assert_eq!(make(&world, with("colour", json!("red"))).await.0, 422);
}
