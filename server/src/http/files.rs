//! Files: hashed ones for ever, the few public ones for an hour. What is not there is 404, never a page.
//!
//! A page that was opened before an update asks for parts by the names of its own release. They stay, in `pkg-before`
//! (docs/SECURITY.md K-04).

use super::Site;
use axum::{
    Router,
    http::{HeaderValue, header},
};
use tower::ServiceBuilder;
use tower_http::{
    services::{ServeDir, ServeFile},
    set_header::SetResponseHeaderLayer,
};

/// The addresses of all files.
pub fn router(site: &Site) -> Router {
    // Their names change with their content, except while developing.
    let is_watched = site.assets.reload_options.is_some();
    let lasting = HeaderValue::from_static(if is_watched { "no-store" } else { "public, max-age=31536000, immutable" });
    let folder = |name| {
        ServeDir::new(site.site_root.join(name))
            .precompressed_br()
            .precompressed_gzip()
            .append_index_html_on_directories(false)
    };
    let pkg = folder("pkg").fallback(folder("pkg-before"));
    let cached = |value| {
        SetResponseHeaderLayer::if_not_present(header::CACHE_CONTROL, move |response: &http::Response<_>| {
            response.status().is_success().then(|| HeaderValue::clone(&value))
        })
    };
    let mut router = Router::new().nest_service("/pkg", ServiceBuilder::new().layer(cached(lasting)).service(pkg));
    for name in public_files(site) {
        let file = ServeFile::new(site.site_root.join(&name));
        let hour = HeaderValue::from_static("public, max-age=3600");
        router = router.route_service(&format!("/{name}"), ServiceBuilder::new().layer(cached(hour)).service(file));
    }
    router
}

/// The files at the top of the site's folder; compressed twins are not addresses of their own.
fn public_files(site: &Site) -> Vec<String> {
    let Ok(entries) = std::fs::read_dir(site.site_root.as_path()) else { return Vec::new() };
    entries
        .filter_map(Result::ok)
        .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.ends_with(".br") && !name.ends_with(".gz") && !name.starts_with('.'))
        .collect()
}
