# Sourced after common.sh. Each function makes one thing present, says what it does, and is silent and quick when
# nothing is missing.

# --- Rust with the WebAssembly target -------------------------------------------------------------------------------

has_wasm_target() { [ -d "$("$1" --print sysroot)/lib/rustlib/wasm32-unknown-unknown/lib" ] 2>/dev/null; }

setup_rust() {
  if recent_rustc; then
    if has_wasm_target rustc; then return; fi
    if have rustup; then
      say "rustup target add wasm32-unknown-unknown"
      if timeout 300 rustup target add wasm32-unknown-unknown 2>/dev/null && has_wasm_target rustc; then return; fi
      say "rustup cannot fetch the target here"
    fi
  fi
  have apt-get || die "please install Rust $MIN_RUST or newer with the target wasm32-unknown-unknown"
  setup_distribution_rust
}

# cargo-leptos and its locked dependencies decide this number.
MIN_RUST=1.96
recent_rustc() {
  have rustc && [ "$(printf '%s\n' "$MIN_RUST" "$(rustc --version 2>/dev/null | cut -d' ' -f2)" | sort -V | head -1)" = "$MIN_RUST" ]
}

# Debian's rustc-web has everything but a prebuilt std for wasm32-unknown-unknown, so that is built once from its
# own sources. From then on the toolchain behaves like one with the target installed.
setup_distribution_rust() {
  if [ ! -x /usr/bin/cargo ] || [ ! -d /usr/lib/rustlib/src/rust/library ]; then
    apt_install rustc-web cargo-web rust-web-src rust-web-llvm rust-web-clippy rustfmt-web
  fi
  if [ ! -e /usr/bin/rust-lld ] || [ ! -e "$(readlink -f /usr/bin/rust-lld)" ]; then
    local lld
    lld=$(readlink -m /usr/bin/rust-lld | grep -oE 'lld-[0-9]+|llvm-[0-9]+' | head -1 | sed 's/llvm/lld/')
    apt_install "$lld"
  fi
  if [ ! -d /usr/lib/rustlib/wasm32-unknown-unknown/lib ]; then build_wasm_std; fi
  use_distribution_rust
}

build_wasm_std() {
  say "building the Rust standard library for WebAssembly (about a minute, once)"
  local built lib=/usr/lib/rustlib/wasm32-unknown-unknown/lib
  built=$(mktemp -d)
  # embed-bitcode: without it a later `lto = true` fails with "failed to get bitcode".
  PATH="/usr/bin:$PATH" RUSTC=/usr/bin/rustc build_std "$built" "-Cembed-bitcode=yes" 3
  as_root mkdir -p "$lib.new"
  as_root cp "$built"/* "$lib.new/"
  as_root mv "$lib.new" "$lib"
  rm -rf "$built"
}

# build_std FOLDER FLAGS OPT_LEVEL [CARGO_OPTION…]: the standard library for WebAssembly from the toolchain's own sources.
# RUSTC_BOOTSTRAP lets a stable compiler do so; the sources that it ships are the very ones that it was built from.
build_std() {
  local lib=$1 flags=$2 opt_level=$3 work
  shift 3
  work=$(mktemp -d)
  mkdir -p "$work/src"
  printf '[package]\nname = "empty_wasm_std"\nversion = "0.0.0"\nedition = "2021"\n[lib]\n[workspace]\n' > "$work/Cargo.toml"
  printf '#![no_std]\n' > "$work/src/lib.rs"
  (
    cd "$work"
    RUSTC_BOOTSTRAP=1 RUSTFLAGS="-Zforce-unstable-if-unmarked $flags" CARGO_TARGET_DIR="$work/target" \
      CARGO_PROFILE_RELEASE_OPT_LEVEL="$opt_level" \
      cargo build --quiet --release -Z build-std=std,panic_abort "$@" --target wasm32-unknown-unknown
  )
  find "$work/target/wasm32-unknown-unknown/release/deps" -name 'lib*.rlib' ! -name 'libempty_wasm_std*' \
    -exec cp {} "$lib/" \;
  rm -rf "$work"
}

# What citizens download has a standard library of its own, built for size, in which a panic is a trap without a text: a tenth
# of the program (docs/PERFORMANCE.md). SMALL_STD becomes its sysroot, one for each compiler.
SMALL_PANICS="-Zunstable-options -Cpanic=immediate-abort"
setup_small_std() {
  SMALL_STD="$TOOLS/small-std-$(rustc -vV | sed -nE 's/^(commit-hash|release): //p' | cut -c1-12 | paste -sd-)"
  local lib="$SMALL_STD/lib/rustlib/wasm32-unknown-unknown/lib"
  if [ -d "$lib" ]; then return; fi
  if [ ! -d "$(rustc --print sysroot)/lib/rustlib/src/rust/library" ]; then
    have rustup || die "please install the sources of Rust's standard library (rust-src)"
    rustup component add rust-src
  fi
  say "building Rust's standard library for size (about a minute, once)"
  rm -rf "$TOOLS"/small-std-*
  mkdir -p "$lib.new"
  (
    # Away from here rustup would choose another toolchain.
    if have rustup; then export RUSTUP_TOOLCHAIN=${RUSTUP_TOOLCHAIN:-$(rustup show active-toolchain | cut -d' ' -f1)}; fi
    build_std "$lib.new" "-Cembed-bitcode=yes $SMALL_PANICS" z -Z build-std-features=optimize_for_size
  )
  mv "$lib.new" "$lib"
}

# One toolchain for everything, chosen for this shell and what it starts.
use_distribution_rust() {
  if have rustup; then
    rustup toolchain list 2>/dev/null | grep -q '^congdan-distribution' || rustup toolchain link congdan-distribution /usr
    export RUSTUP_TOOLCHAIN=congdan-distribution
  fi
  export PATH="/usr/bin:$PATH"
}

# --- tools ----------------------------------------------------------------------------------------------------------

TOOLS=${CONGDAN_TOOLS:-${XDG_CACHE_HOME:-$HOME/.cache}/congdan-tools}

# cargo_tool NAME VERSION [OPTION…]: a Rust program of exactly this version, in a folder of the project's own.
# The profile settings trade a few percent of the tool's speed for half of its build time.
cargo_tool() {
  local name=$1 version=$2
  shift 2
  [ "$(cat "$TOOLS/$name.version" 2>/dev/null)" = "$version" ] && return
  mkdir -p "$TOOLS"
  if have cargo-binstall && cargo binstall --no-confirm --root "$TOOLS" "$name@$version"; then :; else
    say "cargo install $name $version (several minutes, once)"
    CARGO_PROFILE_RELEASE_LTO=off CARGO_PROFILE_RELEASE_CODEGEN_UNITS=16 CARGO_PROFILE_RELEASE_OPT_LEVEL=1 \
      CARGO_PROFILE_RELEASE_DEBUG=0 CARGO_TARGET_DIR="$TOOLS/target" \
      cargo install --quiet --root "$TOOLS" --version "$version" "$@" "$name"
  fi
  printf '%s' "$version" > "$TOOLS/$name.version"
}

setup_cargo_leptos() {
  export PATH="$ROOT/script/lib/tools:$TOOLS/bin:$ROOT/node_modules/.bin:$PATH"
  cargo_tool wasm-bindgen-cli "$(locked_version wasm-bindgen)"
  cargo_tool cargo-leptos 0.3.11 --locked
  rm -rf "$TOOLS/target"
}

setup_nextest() {
  have cargo-nextest && return
  cargo_tool cargo-nextest 0.9.143
}

# Node packages: wasm-opt (binaryen) for the build, Playwright and axe for the browser tests.
setup_node() {
  have node || apt_install nodejs npm
  if ! cmp -s package-lock.json node_modules/.package-lock.stamp; then
    say "npm ci"
    PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1 npm ci --no-audit --no-fund --silent
    cp package-lock.json node_modules/.package-lock.stamp
  fi
}

# The whole browser for the camera, and Debian's one without a window for all else.
setup_chromium() {
  local name
  for name in chromium chromium-browser google-chrome; do
    if have $name; then CHROMIUM=$(command -v $name); break; fi
  done
  if [ -z "${CHROMIUM:-}" ]; then apt_install chromium; CHROMIUM=/usr/bin/chromium; fi
  export CHROMIUM
  if ! have chromium-headless-shell && [ "$CHROMIUM" = /usr/bin/chromium ] && [ "$(id -u)" = 0 ]; then
    apt_install chromium-headless-shell || say "without chromium-headless-shell the browser tests take longer"
  fi
  if have chromium-headless-shell; then CHROMIUM_SHELL=$(command -v chromium-headless-shell); export CHROMIUM_SHELL; fi
}

# Only the binaries: the tests start a cluster of their own in a temporary folder.
setup_postgres() {
  local found
  for found in "${PG_BIN:-}" /usr/lib/postgresql/*/bin "$(dirname "$(command -v postgres 2>/dev/null || echo /nowhere/x)")"; do
    if [ -x "$found/initdb" ] && [ -x "$found/postgres" ]; then export PG_BIN=$found; return; fi
  done
  apt_install postgresql
  for found in /usr/lib/postgresql/*/bin; do export PG_BIN=$found; done
}

# Moves the clock of the portal's process, which has no back door for that.
setup_libfaketime() {
  compgen -G '/usr/lib/*/faketime/libfaketimeMT.so.1' >/dev/null || apt_install libfaketime
}
