# Sourced after setup.sh: the release as it is served.

# cargo-leptos writes the browser's files here; the binary finds them beside its own folder.
export LEPTOS_SITE_ROOT="$TARGET_DIR/site"

# A split build: the first page loads a core, each lazy route its own part; everything hashed and precompressed.
build_release() {
  say "building the release (several minutes the first time)"
  # What an earlier build left would be served, and compressed, for ever.
  rm -rf "$LEPTOS_SITE_ROOT/pkg"
  cargo leptos build --release --split --precompress
}
