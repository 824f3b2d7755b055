# Sourced after setup.sh: the release as it is served.

# cargo-leptos writes the browser's files here; the binary finds them beside its own folder.
export LEPTOS_SITE_ROOT="$TARGET_DIR/site"

# The browser's part, then the server: each with its own flags, and the first only where something of it has changed.
build_release() {
  say "building the release (several minutes the first time)"
  build_front
  cargo leptos build --release --server-only
}

# A split build: the first page loads a core, each lazy route its own part; everything hashed and precompressed.
build_front() {
  # Beside the names of the files that it made, which the server reads: one is not there without the other.
  local built_from="$TARGET_DIR/release/hash.txt.sources" sources
  sources=$(front_sources)
  if [ "$(cat "$built_from" 2>/dev/null)" = "$sources" ] && [ -d "$LEPTOS_SITE_ROOT/pkg" ]; then
    echo "  the browser's part is built from these very sources"
    return
  fi
  setup_small_std
  # Of what earlier builds left, the parts of the last whole one stay served, for pages that are open while this one takes its place.
  local before="$TARGET_DIR/site-before"
  if [ -e "$built_from" ] && [ -d "$LEPTOS_SITE_ROOT/pkg" ]; then
    rm -rf "$before"
    mv "$LEPTOS_SITE_ROOT/pkg" "$before"
  fi
  rm -rf "$LEPTOS_SITE_ROOT" "$built_from"
  # What citizens download names no path of the machine that built it.
  local remap="--remap-path-prefix=$TARGET_DIR=target --remap-path-prefix=${CARGO_HOME:-$HOME/.cargo}=cargo"
  RUSTC_BOOTSTRAP=1 RUSTFLAGS="--sysroot $SMALL_STD $SMALL_PANICS $remap" \
    cargo leptos build --release --split --precompress --frontend-only
  if [ -d "$before" ]; then cp -r "$before" "$LEPTOS_SITE_ROOT/pkg-before"; fi
  printf '%s' "$sources" > "$built_from"
}

# Everything that the browser's files are made from, as one hash.
front_sources() {
  {
    find app crates/domain public src style script/lib/{setup,build}.sh script/lib/tools Cargo.toml Cargo.lock package-lock.json -type f -print0 \
      | LC_ALL=C sort -z | xargs -0 sha256sum
    rustc -vV
  } | sha256sum | cut -d' ' -f1
}
