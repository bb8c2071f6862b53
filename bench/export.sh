#!/usr/bin/env bash
# Wall time of `delivery export` of one image of about MEGABYTES against `docker save | gzip` and `sha256sum`.
# usage: bench/export.sh [MEGABYTES]   (default 250; needs a container engine, pulls nothing)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
megabytes=${1:-250}
scratch=$(mktemp -d /tmp/delivery-bench.XXXXXX)
delivery=$here/../delivery
clean() {
  docker images -q bench-app | sort -u | xargs -r docker rmi -f >/dev/null 2>&1 || true
  rm -rf "$scratch"
}
trap clean EXIT
mkdir -p "$scratch/repo" && cd "$scratch/repo"
git init -q -b main
# half text that compresses, half noise that does not: about what an image with a runtime and a model holds
python3 - "$megabytes" <<'PY'
import random, sys
rng = random.Random(7)
half = int(sys.argv[1]) * 500_000
words = [bytes(rng.choices(b"abcdefghijklmnopqrstuvwxyz", k=rng.randrange(2, 10))) for _ in range(4000)]
with open("text.bin", "wb") as out:
    size = 0
    while size < half:
        line = b" ".join(rng.choices(words, k=200)) + b"\n"
        out.write(line)
        size += len(line)
with open("noise.bin", "wb") as out:
    for _ in range(half // 1_000_000 + 1):
        out.write(rng.randbytes(1_000_000))
PY
printf 'FROM scratch\nCOPY text.bin noise.bin /data/\nCMD ["/none"]\n' >Dockerfile
printf 'version: 1\nproject: bench\ncomponents:\n  app: { path: ".", image: {} }\n' >delivery.yaml
git add -A && git -c user.name=b -c user.email=b@example.org commit -q -m one
"$delivery" build >/dev/null 2>&1
"$delivery" test -- true >/dev/null 2>&1
image=$(docker images --format '{{.Repository}}:{{.Tag}}' bench-app | head -1)
store=$(git rev-parse --git-common-dir)/delivery
cp -a "$store" "$scratch/store"
# each counted export starts from the same records: nothing exported, nothing kept
reset="rm -rf _build/artifacts '$store' && cp -a '$scratch/store' '$store'"
python3 "$here/compare.py" -n "${RUNS:-5}" --cwd "$scratch/repo" \
  "delivery export" "$reset && '$delivery' export" \
  "save|gzip, sha256sum" "docker save '$image' | gzip >'$scratch/app.tar.gz' && sha256sum '$scratch/app.tar.gz'"
ls -l _build/artifacts/*/app-*.tar.gz "$scratch/app.tar.gz" | awk '{print $5, $9}'
python3 "$here/compare.py" -n "${RUNS:-5}" --cwd "$scratch/repo" \
  "export, unchanged" "rm -rf _build/artifacts && '$delivery' export" \
  "save|gzip, sha256sum" "docker save '$image' | gzip >'$scratch/app.tar.gz' && sha256sum '$scratch/app.tar.gz'"
