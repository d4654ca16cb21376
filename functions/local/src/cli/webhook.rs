//! `onloop webhook`.

use super::DataArgs;
use clap::Args;

/// Options of `webhook`.
#[derive(Debug, Args)]
#[command(after_help = "\
What comes in elsewhere (a mail-forwarding service, a tool for LinkedIn) is posted to this address.
Each post is signed by Standard Webhooks (standardwebhooks.com), whose libraries take the secret as
it is printed. A post is one of
  content-type: message/rfc822    a raw mail
  content-type: application/json  {\"type\": \"reply.email\", \"data\": {\"raw\": MAIL IN BASE64}} or
                                  {\"type\": \"reply.linkedin\", \"data\": {\"id\": …, \"name\": …,
                                   \"profile\": \"https://www.linkedin.com/in/…\", \"text\": …}}
of at most 25 MiB in all (on AWS a mail of 4 MiB). Answers: 202 it is stored, also when it was here
before; 401 it is not signed as agreed, and how; 400, 413, 415 or 422 it is no reply that can be
taken; 503 send it again, signed anew.

Whoever knows the secret can bring replies and reports, and so end sequences and stop people. It
follows from the stack's keys and stays the same for the life of the stack.

A script that posts a raw mail from its standard input:
  import base64, hashlib, hmac, os, sys, time, urllib.request
  body, post, at = sys.stdin.buffer.read(), f\"msg_{time.time_ns()}\", f\"{time.time():.0f}\"
  key = base64.b64decode(os.environ[\"WEBHOOK_SECRET\"].removeprefix(\"whsec_\"))
  code = hmac.new(key, f\"{post}.{at}.\".encode() + body, hashlib.sha256).digest()
  request = urllib.request.Request(os.environ[\"WEBHOOK_URL\"], body, {
      \"content-type\": \"message/rfc822\", \"webhook-id\": post, \"webhook-timestamp\": at,
      \"webhook-signature\": \"v1,\" + base64.b64encode(code).decode()})
  print(urllib.request.urlopen(request).read().decode())

Examples:
  onloop webhook
  onloop webhook --stack https://d111111abcdef8.cloudfront.net
  export WEBHOOK_SECRET=$(onloop webhook --json | jq -r .secret)

Exit codes: 0 printed, 1 no server runs or it can't be asked, 2 misuse.")]
pub struct WebhookArgs {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}
