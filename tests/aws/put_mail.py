"""Puts the mail from standard input into the inbox of an IMAP server on loopback: port, user, password."""

import imaplib
import sys

port, user, password = sys.argv[1:]
server = imaplib.IMAP4("127.0.0.1", int(port))
server.login(user, password)
answer, _ = server.append("INBOX", None, None, sys.stdin.buffer.read())
assert answer == "OK", answer
server.logout()
