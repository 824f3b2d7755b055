//! The page of a refusal. It is written without the application: it has to be there when the application is what broke, and it
//! must cost next to nothing, because a flood is answered with it.

use super::{Refused, Site};
use congdan_app::i18n::{
    Language,
    texts::{common, failure, footer},
};

/// It runs no script and sends no form.
pub(super) const POLICY: &str =
    "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn html(site: &Site, refused: Refused, language: Language, support_id: &str) -> String {
    let about = &site.portal.about;
    let (heading, text) = refused.words();
    let [heading, text, reference, help_line, to_home, to_procedures, help] =
        [heading, text, common::REFERENCE, common::HELP_LINE, failure::TO_HOME, failure::TO_PROCEDURES, footer::HELP]
            .map(|text| escaped(text.in_language(language)));
    let (tag, css, home, name) =
        (language.tag(), escaped(&site.assets.css), escaped(&about.public_url), escaped(&about.name));
    let demonstration = if about.demonstration {
        "<section class=\"demonstration\" aria-label=\"Bản trình diễn\" lang=\"vi\">Bản trình diễn – không dùng số thật</section>"
    } else {
        ""
    };
    format!(
        r#"<!DOCTYPE html>
<html lang="{tag}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light">
<meta name="format-detection" content="telephone=no,date=no,email=no,address=no">
<title>{heading} – Cổng Dân</title>
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
<link rel="stylesheet" href="{css}">
</head>
<body>
{demonstration}
<header class="banner"><div class="banner__inner">
<a class="banner__brand" href="{home}/"><img class="banner__mark" src="/favicon.svg" alt="" width="40" height="40"><span><span class="banner__name" translate="no">Cổng Dân</span> <span class="banner__portal" lang="vi">{name}</span></span></a>
</div></header>
<main id="noi-dung" class="main">
<h1>{heading}</h1>
<p>{text}</p>
<p><a class="button" href="{home}/">{to_home}</a></p>
<p><a href="{home}/thu-tuc">{to_procedures}</a></p>
<p>{reference}: <strong>{support_id}</strong>. {help_line}</p>
</main>
<footer class="footer"><div class="footer__inner"><p>{help}</p></div></footer>
</body>
</html>
"#
    )
}

/// A text as HTML shows it, in an element or an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
