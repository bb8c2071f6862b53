#!/usr/bin/env python3
"""Wall time and peak memory of `delivery metrics` on a made-up ledger: whole process, JVM start included.

usage: bench/metrics.py [RECORDS]   (default 100000; goals: 1 s, 200 MB)
"""
import json
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta, timezone
from pathlib import Path

SEGMENT = 8 << 20


def crc32c_table():
    table = []
    for n in range(256):
        for _ in range(8):
            n = (n >> 1) ^ (0x82F63B78 if n & 1 else 0)
        table.append(n)
    return table


TABLE = crc32c_table()


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def sha(text):
    return "sha256:" + f"{random.Random(text).getrandbits(256):064x}"


def facts(count):
    """Of sixteen components, a change every ten minutes: built, tried, accounted, released, deployed."""
    start = datetime(2026, 11, 1, tzinfo=timezone.utc) - timedelta(minutes=2 * count)
    dice = random.Random(1)
    for n in range(count):
        at = start + timedelta(minutes=2 * n)
        step, kind = divmod(n, 5)
        version, name = f"v{step:07x}", f"service-{step % 16}"
        if kind == 0:
            fact = dict(type="candidate", component=name, kind="image", fingerprint=sha(f"f{step}"), digest=sha(f"d{step}"),
                        identity=sha(f"i{step}"), version=version, commit=f"{step:040x}", dirty=False,
                        strategy="INCREMENTAL", image=f"shop-{name}:{version}", stored="", millis=4000,
                        dependencyHash=sha(name))
        elif kind == 1:
            fact = dict(type="evidence", result="passed" if dice.random() > 0.1 else "failed", kind="trial",
                        commit=f"{step:040x}", dirty=False, version=version, set=sha(f"s{step}"), key="k",
                        command="./smoke.sh", tests=12, failed=0, millis=9000, logDigest="",
                        components={name: dict(fingerprint=sha(f"f{step}"), digest=sha(f"d{step}"))}, against=[],
                        conditions=[])
        elif kind == 2:
            fact = dict(type="account", version=version, commit=f"{step:040x}", dirty=False, millis=5000,
                        built={name: dict(strategy="INCREMENTAL", millis=4000, expectedMillis=5000, assumed=False,
                                          fullMillis=60000, bytes=1000, expectedBytes=1000, fullBytes=90000,
                                          contextBytes=100, layers=9, hits=6, steps=[])},
                        kept=15, keptMillis=900000, keptBytes=90000)
        elif kind == 3:
            fact = dict(type="release", version=version, commit=f"{step:040x}", set=sha(f"s{step}"), manifest=sha("m"),
                        artifacts={name: dict(kind="image", fingerprint=sha(f"f{step}"), digest=sha(f"d{step}"),
                                              file=sha(f"x{step}"), name="x.tar.gz", image="", **{"from": version})},
                        committed={name: (at - timedelta(minutes=30)).strftime("%Y-%m-%dT%H:%M:%SZ")})
        else:
            fact = dict(type="deployment", environment="production", version=version,
                        outcome="healthy" if dice.random() > 0.05 else "rolled-back", previous="", running=version,
                        trigger="deploy", components={name: sha(f"d{step}")}, reason="", millis=20000)
        yield dict(seq=n + 1, at=at.strftime("%Y-%m-%dT%H:%M:%S.000Z"), by="ada@desk", **fact)


def write(records, count):
    records.mkdir(parents=True)
    segment, size, out = 0, SEGMENT, None
    for fact in facts(count):
        text = json.dumps(fact, separators=(",", ":")).encode()
        line = b"%d %08x %s\n" % (len(text), crc32c(text), text)
        if size >= SEGMENT:
            segment, size = segment + 1, 0
            out = open(records / f"{segment:08d}.log", "wb")
        out.write(line)
        size += len(line)
        out.flush() if size >= SEGMENT else None
    out.close()


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    command = str(Path(__file__).resolve().parent.parent / "delivery")
    subprocess.run([command, "--version"], check=True, stdout=subprocess.DEVNULL)
    with tempfile.TemporaryDirectory(prefix="delivery-bench.") as scratch:
        subprocess.run(["git", "init", "-q", scratch], check=True)
        write(Path(scratch, ".git/delivery/records"), count)
        walls, cpus = [], []
        for _ in range(7):
            before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
            text = subprocess.run([command, "metrics", "--since", "90d", "--until", "2026-11-02"], check=True,
                                  cwd=scratch, capture_output=True, text=True).stdout
            walls.append(time.monotonic() - began)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpus.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
        peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
        print(text)
        print(f"{count} records: median {sorted(walls)[3]:.2f} s (least {min(walls):.2f}), cpu {sorted(cpus)[3]:.2f} s,"
              f" peak {peak:.0f} MiB of any child, load {os.getloadavg()[0]:.1f}")


main()
