"""SQS and S3 for tests, with a clock that can be put forward.

Takes a free port on loopback, says its address in the first line, and serves until standard input
ends, so that it never outlives the test that started it. A line with a number puts the clock forward
by so many seconds and is answered by a line: visibility timeouts of minutes then pass at once.
"""

import os
import socket
import sys
import threading
import time

real = time.time
ahead = 0.0
time.time = lambda: real() + ahead

with socket.socket() as free:
    free.bind(("127.0.0.1", 0))
    port = free.getsockname()[1]
os.environ["BIND_HOST"] = "127.0.0.1"
os.environ["GATEWAY_PORT"] = str(port)

# The first line and the answers are ours; what the emulator prints goes to standard error.
answers = sys.stdout
sys.stdout = sys.stderr


def obey():
    global ahead
    print(f"http://127.0.0.1:{port}", file=answers, flush=True)
    for line in sys.stdin:
        ahead += float(line)
        print("done", file=answers, flush=True)
    os._exit(0)


threading.Thread(target=obey, daemon=True).start()

from ministack.app import main  # noqa: E402  (the clock must be in place first)

main()
