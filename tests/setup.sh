#!/usr/bin/env bash
#
# Installs what the Makefile needs and what is not there yet.
#
#   tests/setup.sh          to build: the wasm32 target, wasm-pack, wasm-opt
#   tests/setup.sh browser  to test: Chromium, Firefox and WebKit as well
#   tests/setup.sh bench    to measure: the engines that Newsprint is set beside, too
#
# Versions are pinned: Rust by rust-toolchain.toml, wasm-pack below, npm's
# packages by the package-lock.json beside them. The browsers are Debian's; $CHROMIUM and
# $FIREFOX name others. What is already there is left alone, so a second run is quick.

set -euo pipefail
cd "$(dirname "$0")/.."

readonly TARGET=wasm32-unknown-unknown
readonly WASM_PACK=0.15.1
readonly NODE_MAJOR=20

say() { printf 'setup: %s\n' "$*" >&2; }

# stop WHAT WHAT-TO-DO: ends the script with a reason and a remedy.
stop() {
    printf 'setup: cannot go on: %s\n       what to do: %s\n' "$1" "$2" >&2
    exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

# The compiler of rust-toolchain.toml, its wasm32 target, and a linker.
rust() {
    has rustup || stop "rustup is not on the PATH" "install it from https://rustup.rs and open a new shell"
    cargo --version >/dev/null || stop "rustup could not install the Rust of rust-toolchain.toml" \
        "check the network, then: rustup toolchain install"
    if [[ $(rustup target list --installed) != *"$TARGET"* ]]; then
        say "adding the Rust target $TARGET"
        rustup target add "$TARGET" ||
            stop "rustup could not add $TARGET" "check the network, then: rustup target add $TARGET"
    fi
    has cc || apt_install "a linker for cargo" gcc libc6-dev
}

wasm_pack() {
    if [ "$(wasm-pack --version 2>/dev/null)" = "wasm-pack $WASM_PACK" ]; then return; fi
    say "building wasm-pack $WASM_PACK (once, a few minutes)"
    cargo install --locked "wasm-pack@$WASM_PACK" ||
        stop "cargo could not install wasm-pack" \
            "check the network, then: cargo install --locked wasm-pack@$WASM_PACK"
    has wasm-pack || stop "wasm-pack was installed, but is not on the PATH" \
        "add cargo's folder to it: export PATH=\"\$HOME/.cargo/bin:\$PATH\""
}

# npm_packages FOLDER WHAT: what the FOLDER's package-lock.json lists, in its node_modules.
npm_packages() {
    has npm || stop "node and npm are not on the PATH" "install Node.js $NODE_MAJOR or newer"
    local major
    major=$(node -p 'process.versions.node.split(".")[0]')
    [ "$major" -ge "$NODE_MAJOR" ] ||
        stop "Node.js $major is too old" "install Node.js $NODE_MAJOR or newer"
    # npm writes this copy of the lock file last, so it tells a finished installation.
    if [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ]; then return; fi
    say "installing npm packages into $1/node_modules ($2)"
    npm ci --prefix "$1" --no-audit --no-fund --loglevel=error ||
        stop "npm could not install the packages" "check the network, then: npm ci --prefix $1"
    touch "$1/node_modules/.package-lock.json"
}

# apt_install WHAT PACKAGE…: installs Debian packages, as root or by sudo.
apt_install() {
    local what=$1 as_root=()
    shift
    local by_hand="as root: apt-get update && apt-get install $*"
    has apt-get || stop "$what is missing, and there is no apt-get here" "install what Debian calls: $*"
    if [ "$(id -u)" -ne 0 ]; then
        has sudo || stop "$what is missing, and installing it needs root or sudo" "$by_hand"
        as_root=(sudo)
    fi
    say "installing $what from Debian's packages: $*"
    "${as_root[@]}" apt-get update -qq || say "the package lists could not be refreshed; trying with the old ones"
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
        stop "apt-get could not install $*" "check the network, then $by_hand"
}

browser() {
    if ! [ -x "${CHROMIUM:-/usr/bin/chromium}" ] || ! has chromedriver; then
        apt_install "a browser for the tests" chromium chromium-driver
    fi
    if ! [ -x "${FIREFOX:-/usr/bin/firefox-esr}" ]; then apt_install "Firefox" firefox-esr; fi
    if ! has WebKitWebDriver || ! has xvfb-run; then apt_install "WebKit" webkit2gtk-driver xvfb xauth; fi
    # Without them the pictures of screens.test.mjs show boxes in place of letters.
    if [ -z "$(fc-list :lang=hi)" ] || [ -z "$(fc-list :lang=ja)" ]; then
        apt_install "letters of Hindi and Japanese" fontconfig fonts-noto-core fonts-noto-cjk
    fi
}

case ${1:-build} in
build | browser | bench)
    rust
    wasm_pack
    npm_packages tests "wasm-opt, TypeScript, playwright-core"
    if [ "${1:-build}" != build ]; then browser; fi
    if [ "${1:-build}" = bench ]; then npm_packages benches/browser "other search engines, to measure beside"; fi
    ;;
*) stop "no such part: $1" "tests/setup.sh [build|browser|bench]" ;;
esac
