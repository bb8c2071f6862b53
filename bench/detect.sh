#!/usr/bin/env bash
# Wall time of `delivery detect`, whole process, against `git diff --name-status`, on a generated monorepo.
# usage: bench/detect.sh [PACKAGES] [FILES_PER_PACKAGE] [GENERATOR]   (default 1000 50)
# The generator writes a Git repository: GENERATOR DIR PACKAGES FILES_PER_PACKAGE.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
packages=${1:-1000}
files=${2:-50}
generator=${3:-$here/../../shared/bench/make-monorepo.py}
scratch=$(mktemp -d /tmp/delivery-bench.XXXXXX)
trap 'rm -rf "$scratch"' EXIT
python3 "$generator" "$scratch/mono" "$packages" "$files"
"$here/../delivery" --version >/dev/null
echo "$packages packages, $(git -C "$scratch/mono" ls-files | wc -l) files, git $(git --version | cut -d' ' -f3), $(nproc) cores"
for mode in "" " --head HEAD"; do
  for format in "--base HEAD~1"; do
    python3 "$here/compare.py" -n "${RUNS:-7}" --cwd "$scratch/mono" \
      "delivery detect$mode" "$here/../delivery detect $format$mode --json" \
      "git diff --name-status" "git diff --name-status HEAD~1"
  done
done
