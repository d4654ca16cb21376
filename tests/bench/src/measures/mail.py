"""Parses mails with CPython's email and asks flufl.bounce who failed: the same files, read beforehand.

A mail at which the library raises an error counts as read, and is told apart: raising took its time, too.
"""

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
raised = 0


def one(raw):
    try:
        temporary, permanent = all_failures(email.message_from_bytes(raw))
    except Exception:  # of whatever kind: it is the library's own fault
        return None
    return bool(temporary or permanent)


for raw in mails:
    is_bounce = one(raw)
    found += is_bounce is True
    raised += is_bounce is None
began = time.perf_counter()
for _ in range(rounds):
    for raw in mails:
        before = time.perf_counter()
        one(raw)
        slowest = max(slowest, time.perf_counter() - before)
seconds = time.perf_counter() - began
print(json.dumps({"seconds": seconds, "slowest_ms": slowest * 1000.0, "bounces": found, "raised": raised}))
