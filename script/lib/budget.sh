#!/usr/bin/env bash
# The bytes that `/dang-nhap` costs a weak phone, against their budget (docs/PERFORMANCE.md). Needs a release build.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"
exec node script/lib/budget.mjs "$TARGET_DIR"
