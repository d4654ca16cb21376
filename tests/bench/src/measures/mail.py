"""Parses mails with CPython's email and asks flufl.bounce who failed: the same files, read beforehand."""

import email
import json
import sys
import time

from flufl.bounce import all_failures

mails = []
for path in sys.stdin.read().splitlines():
    with open(path, "rb") as file:
        mails.append(file.read())
rounds = int(sys.argv[1])
slowest = 0.0
found = 0


def one(raw):
    message = email.message_from_bytes(raw)
    temporary, permanent = all_failures(message)
    return bool(temporary or permanent)


for raw in mails:
    found += one(raw)
began = time.perf_counter()
for _ in range(rounds):
    for raw in mails:
        before = time.perf_counter()
        one(raw)
        slowest = max(slowest, time.perf_counter() - before)
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "slowest_ms": slowest * 1000.0, "bounces": found}))
