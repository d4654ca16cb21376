//! What may be typed after `onloop`.

mod cost;
mod mcp;
mod moving;
mod playbooks;
mod trust;
mod webhook;

pub use cost::CostArgs;
pub use mcp::McpArgs;
pub use moving::{MigrateArgs, PackArgs, UnpackArgs};
pub use playbooks::{
    AgentArgs, AgentNewArgs, AgentRetireArgs, AgentWhat, DiffArgs, EffectArgs, HistoryArgs,
    InitArgs, LiftArgs, PullArgs, PushArgs, ReplayArgs, RollbackArgs,
};
pub use trust::SimulateTrustArgs;
pub use webhook::WebhookArgs;

use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Where data lies when nothing else is said.
pub const DEFAULT_DATA: &str = "onloop-data";

/// The whole command line.
#[derive(Debug, Parser)]
#[command(
    name = "onloop",
    version,
    about = "An operating system between one operator and their sales agents.",
    long_about = "An operating system between one operator and their sales agents.\n\nWithout a command it does what `onloop up` does: it serves the admin site on this machine.",
    args_conflicts_with_subcommands = true,
    max_term_width = 100,
    after_help = "\
Examples:
  onloop                                   start; open the link that it prints
  onloop --data acme-data --port 0         start on other data, on any free port
  onloop check playbook                    is the playbook fit to use?
  onloop log --grep unsubscribe            what happened, and why
  onloop halt                              stop all sending now
  onloop status --stack URL                a stack elsewhere; sign-in --stack URL first
  onloop help up                           more about one command

Exit codes:
  0  done
  1  the answer is no: faults were found, nothing matched, an input couldn't be read, no server runs
  2  misuse: wrong arguments, or a file that isn't there"
)]
pub struct Cli {
    /// What to do; nothing is `up`.
    #[command(subcommand)]
    pub command: Option<Command>,
    /// Options of `up`, when no command is given.
    #[command(flatten)]
    pub up: UpArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the admin site and do all the work, in one process (the default)
    Up(UpArgs),
    /// Write a playbook to start from: three agents, house rules, four patterns
    Init(InitArgs),
    /// Tell every fault of a playbook: file, line, column and fix
    Check(CheckArgs),
    /// Start an agent from one that works
    Agent(AgentArgs),
    /// Put the playbook's folder in force, as a version with a message
    Push(PushArgs),
    /// Write a version of the playbook into its folder
    Pull(PullArgs),
    /// Show what is different in the folder and a version, or in two versions
    Diff(DiffArgs),
    /// Make a pattern of what one agent was told, so that others can include it
    Lift(LiftArgs),
    /// Tell which versions of the playbook were put in force, by whom and why
    History(HistoryArgs),
    /// Show what an edited playbook would have written to an agent's last leads
    Replay(ReplayArgs),
    /// Tell what each version of the playbook led to: kills, edits, positive replies, your time
    Effect(EffectArgs),
    /// Put an earlier version of the playbook in force again
    Rollback(RollbackArgs),
    /// Print what happened, one line an event, newest first
    Log(LogArgs),
    /// Print the week of an agent or of the fleet, as markdown
    Report(ReportArgs),
    /// Print the tuning round of an agent: a sample, what comes again, proposed rules with their back-test
    Tune(TuneArgs),
    /// Print the negatives that nobody was shown, least certain first
    Skim(SkimArgs),
    /// Tell what stands behind the letters to an address or a domain, or behind one letter
    Why(WhyArgs),
    /// Print all that is held on a person, with its source
    Export(ExportArgs),
    /// Move the whole stack into a file; it stays halted here
    Pack(PackArgs),
    /// Take a whole stack out of a file, into an empty data folder
    #[command(alias = "import")]
    Unpack(UnpackArgs),
    /// Move the whole stack straight to a new one on AWS; it stays halted here
    Migrate(MigrateArgs),
    /// Erase a person; their stop-list entry stays, as a keyed hash
    Forget(ForgetArgs),
    /// Print a single-use sign-in link for a running `up`, or sign in at a stack elsewhere
    SignIn(SignInArgs),
    /// Tell whether `up` runs on the data, and what waits for you
    Status(StatusArgs),
    /// Print where programs post replies to, and the secret that they sign with
    Webhook(WebhookArgs),
    /// Print what an agent or a class of messages has proven, and what it may ship unseen
    Certificate(CertificateArgs),
    /// Stop sending: the whole fleet, one agent or one mailbox
    Halt(HaltArgs),
    /// Take a halt back
    Resume(ResumeArgs),
    /// Say what a reply means, offline
    Label(LabelArgs),
    /// Say what is wrong with a draft, offline
    Lint(LintArgs),
    /// Say what a raw mail is, offline: a person's words, a bounce, an auto-reply
    Mail(MailArgs),
    /// Let a program such as Claude Code work at the desk (Model Context Protocol)
    Mcp(McpArgs),
    /// Run invented weeks with faults and check every promise after every step
    Simulate(SimulateArgs),
    /// Tell what a stack on AWS costs a month, and a thousand contacts
    Cost(CostArgs),
    /// Print the JSON Schema of a kind of front matter, for editors
    Schema(SchemaArgs),
}

/// Options of `up`.
#[derive(Debug, Args)]
#[command(after_help = "\
Prints one line once it serves:
  listening http://127.0.0.1:PORT/#token=…
Open that link: it signs you in, once. `onloop sign-in` prints another one.
Ctrl-C stops it; started again on the same data it goes on where it was.

Real mail, by the environment; each of the first two ends the simulated market:
  ONLOOP_SMTP_URL       smtps://USER:PASSWORD@HOST:465 or smtp://…:587: sends by this server
  ONLOOP_IMAP_URL       imaps://USER@HOST:993: reads replies and the Sent folder, read-only
  ONLOOP_IMAP_PASSWORD  the mailbox's password
  ONLOOP_IMAP_SECONDS   pause between two looks, 1 to 3600; 60
  ONLOOP_IMAP_SENT      name of the Sent folder, where it is not found by itself
  ONLOOP_OAUTH_TOKEN_URL, ONLOOP_OAUTH_CLIENT_ID, ONLOOP_OAUTH_CLIENT_SECRET,
  ONLOOP_OAUTH_REFRESH_TOKEN
                        access tokens for both (XOAUTH2), where no password is given
  ONLOOP_PUBLIC_URL     https://… under which /u/… and /hooks/… are reached: one-click unsubscribe,
                        and replies that programs post (onloop webhook)
The first look at a mailbox goes back seven days; mails over 25 MiB are passed over.

Examples:
  onloop up
  onloop up --playbook playbook --data onloop-data
  onloop up --port 0 --operator Mara
  onloop up --market none                  no invented prospects
  onloop up --public https://desk.example  for your phone, and one-click opt-outs")]
pub struct UpArgs {
    /// Folder of the playbook; without it, a playbook to start from
    #[arg(long, value_name = "DIR")]
    pub playbook: Option<PathBuf>,
    /// Folder that holds all data; made if it isn't there
    #[arg(long, value_name = "DIR", default_value = DEFAULT_DATA)]
    pub data: PathBuf,
    /// Port on 127.0.0.1; 0 picks a free one
    #[arg(long, value_name = "N", default_value_t = 7420)]
    pub port: u16,
    /// Who answers: invented prospects (nothing leaves this machine), or nobody but those who are
    /// really written to. Without this: invented prospects until ONLOOP_SMTP_URL names a mailer or
    /// ONLOOP_IMAP_URL a mailbox
    #[arg(long, value_enum)]
    pub market: Option<Market>,
    /// Your name, as the log tells it
    #[arg(long, value_name = "NAME")]
    pub operator: Option<String>,
    /// https address that leads to this machine by your tunnel or proxy: opt-out links carry it, and a
    /// picture of a sign-in link is printed for your phone. Whoever knows it reaches the sign-in
    #[arg(long, value_name = "URL")]
    pub public: Option<String>,
}

/// Who answers the letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Market {
    /// Invented prospects
    Simulated,
    /// Nobody but those who are really written to
    None,
}

/// Where the data is that a command is about.
#[derive(Debug, Args)]
pub struct DataArgs {
    /// Folder of the data, the same as of `up`
    #[arg(long, value_name = "DIR", default_value = DEFAULT_DATA)]
    pub data: PathBuf,
    /// Address of a stack elsewhere, instead of a folder; `onloop sign-in --stack URL` comes first
    #[arg(long, value_name = "URL", conflicts_with = "data")]
    pub stack: Option<String>,
}

/// The data folder of the commands that work on nothing else.
#[derive(Debug, Args)]
pub struct FolderArgs {
    /// Folder of the data, the same as of `up`
    #[arg(long, value_name = "DIR", default_value = DEFAULT_DATA)]
    pub data: PathBuf,
}

/// Options of `check`.
#[derive(Debug, Args)]
#[command(after_help = "\
Each fault is one line `file:line:column: what`, then one with the fix. Warnings don't make a
playbook unfit.

Examples:
  onloop check
  onloop check clients/acme/playbook
  onloop check playbook --json | jq '.faults[].file'
  onloop check --dns --selector acme       SPF, DKIM, DMARC and MX of the sending domains

--dns asks the name servers of this machine and tells for each domain of a mailbox what lacks and
which record to add. --dns-file reads records instead, for want of a network:
  {\"a.example\": {\"MX\": [\"mx.a.example\"], \"TXT\": [\"v=spf1 mx ~all\"]}}

Exit codes: 0 fit to use (there may be warnings), 1 faults found or a record lacks, 2 no such
folder.")]
pub struct CheckArgs {
    /// Folder of the playbook [default: playbook, the current folder, onloop-data/playbook: the first that holds house.md]
    pub dir: Option<PathBuf>,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Also look the domains up that letters are sent from
    #[arg(long)]
    pub dns: bool,
    /// A DKIM selector to look for beside the usual ones; may be given several times
    #[arg(long, value_name = "NAME", requires = "dns")]
    pub selector: Vec<String>,
    /// JSON file with records, read instead of asking name servers
    #[arg(long, value_name = "FILE", requires = "dns")]
    pub dns_file: Option<PathBuf>,
}

/// Options of `log`.
#[derive(Debug, Args)]
#[command(after_help = "\
A line: time, conversation, agent, who, event, [contact]: words. Newest first; all of it, unless
--limit says otherwise.

Examples:
  onloop log --limit 20
  onloop log --grep cnv_01jd             one conversation
  onloop log | grep ' sent'
  onloop log --json | jq -r .words

Exit codes: 0 lines were printed, 1 nothing matched or the data can't be asked, 2 misuse.")]
pub struct LogArgs {
    /// Only lines that hold this text, in any case
    #[arg(long, value_name = "TEXT")]
    pub grep: Option<String>,
    /// Print one JSON object a line
    #[arg(long)]
    pub json: bool,
    /// At most so many lines
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u64).range(1..))]
    pub limit: Option<u64>,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `report`.
#[derive(Debug, Args)]
#[command(after_help = "\
Volume by stage beside the week before; kills and edits by reason, the kill rate with its interval; your minutes,
by the time between your decisions; positives and what a person took over; and, after two weeks, whether the
volume became pipeline, whether tuning moved the next week, and whether the hour was enough. Where the data don't
carry a verdict it says: not enough yet. Meetings are those that you write down on a conversation's page. What models
cost is recorded nowhere; `onloop cost` reckons it.

Examples:
  onloop report
  onloop report first-agent --week 2026-W40
  onloop report first-agent --client > week.md
  onloop report --json | jq .questions

Exit codes: 0 printed, 1 there is no such agent or week or the data can't be asked, 2 misuse.")]
pub struct ReportArgs {
    /// Name of an agent; all of them without it
    pub agent: Option<String>,
    /// Week by its number (ISO 8601) [default: the present one]
    #[arg(long, value_name = "2026-W40")]
    pub week: Option<String>,
    /// For the client: without kills, edits, minutes and what models were charged for
    #[arg(long)]
    pub client: bool,
    /// Prices, as in infra/prices.json, for what the models were charged for [default: those that come with the
    /// program]
    #[arg(long, value_name = "FILE")]
    pub prices: Option<PathBuf>,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `tune`.
#[derive(Debug, Args)]
#[command(after_help = "\
A round is due every week for a new agent (its first four weeks), every other week for a stable one, every four
weeks after a clean quarter (nothing harmful, at most 3 % killed and 10 % mended). It shows some of everything since
the last round, edits and phrases that come again in the last 500 verdicts, and rules that would have caught them:
how many drafts each would have caught, how many wrongly, and the markdown as a diff. Rules are accepted on the
page, at #/tune/NAME: your files are written and pushed as a version, and the minutes of the round are logged.

Examples:
  onloop tune first-agent
  onloop tune first-agent --json | jq '.rules[].patch[].unified'

Exit codes: 0 printed, 1 there is no such agent or the data can't be asked, 2 misuse.")]
pub struct TuneArgs {
    /// Name of the agent
    pub agent: String,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `skim`.
#[derive(Debug, Args)]
#[command(after_help = "\
Replies of the last seven days that were read as a no (not_interested, not_now, wrong_person) and not shown to
you. A line: how sure the label is, its card, agent, name, company: label: the words that led to it. Then, for
each agent, the share that was none among those that you looked at in four weeks, with its interval at 95 %.
Relabel one on the page; a positive becomes a card.

Examples:
  onloop skim
  onloop skim --agent first-agent
  onloop skim --json | jq '.bounds[]'

Exit codes: 0 there are some, 1 there are none or the data can't be asked, 2 misuse.")]
pub struct SkimArgs {
    /// Only those of this agent
    #[arg(long, value_name = "NAME")]
    pub agent: Option<String>,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `why`.
#[derive(Debug, Args)]
#[command(after_help = "\
Tells of every message: where the person came from, what was known when it left and how old that was, who or
what cleared it (an operator with his verdict, or policy with its confidence, threshold and certificate), by
which versions it was written; and what stands against writing again. What policy thinks of a draft that
waits for you is not told before your verdict. At most 10 conversations of one person; of a domain all.

Examples:
  onloop why sam@example.com
  onloop why example.com
  onloop why '<01jd@dockwell.example>'     a letter, by its Message-ID
  onloop why clm_01jd --json | jq '.conversations[0].messages[] | select(.asked)'

Exit codes: 0 printed, 1 nothing is known or the data can't be asked, 2 misuse.")]
pub struct WhyArgs {
    /// Mail address, LinkedIn profile, domain, Message-ID, or an id of the log (cnv_, clm_, inb_)
    #[arg(value_name = "ADDRESS|DOMAIN|MESSAGE-ID")]
    pub whom: String,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `export`.
#[derive(Debug, Args)]
#[command(after_help = "\
Tells what a person may ask for (GDPR article 15): what is known and from where, every letter and draft, every
mail, what was noted and what happened, and the stop list. The log says that it was done, not for whom.

Examples:
  onloop export sam@example.com
  onloop export sam@example.com --json > sam.json
  onloop export https://www.linkedin.com/in/sam-example

A whole stack is moved by `onloop pack`.

Exit codes: 0 printed, 1 nothing is held or the data can't be asked, 2 no address.")]
pub struct ExportArgs {
    /// Mail address or LinkedIn profile of the person
    pub address: String,
    /// One JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `forget`.
#[derive(Debug, Args)]
#[command(after_help = "\
Erases all that is known of a person: names, letters, replies. It can't be undone. What stays is a
stop-list entry as a keyed hash, so that no list brings them in again, and the bare events.

Examples:
  onloop forget sam@example.com
  onloop forget https://www.linkedin.com/in/sam-example --yes

Exit codes: 0 erased, 1 you said no or the data can't be asked, 2 no address.")]
pub struct ForgetArgs {
    /// Mail address or LinkedIn profile of the person
    pub address: String,
    /// Don't ask first
    #[arg(long)]
    pub yes: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `sign-in`.
#[derive(Debug, Args)]
#[command(after_help = "\
The link works once. Each name is an operator of its own: the log says who decided what.

With --stack you sign in at a stack elsewhere, in the browser of this machine; the commands that ask a
server then work there with the same words. The sign-in is kept in ~/.config/onloop, in a file that only
you can read, and renewed by itself as long as the stack allows it.

Examples:
  onloop sign-in
  onloop sign-in --name Jonas
  onloop sign-in --stack https://d111111abcdef8.cloudfront.net
  onloop status --stack https://d111111abcdef8.cloudfront.net")]
pub struct SignInArgs {
    /// Name of the operator who will use it [default: the operator of `up`]
    #[arg(long, value_name = "NAME", conflicts_with = "stack")]
    pub name: Option<String>,
    /// Only print the address to sign in at, and start no browser
    #[arg(long, requires = "stack")]
    pub no_browser: bool,
    /// Port of this machine to which the browser comes back; the stack must know it
    #[arg(long, value_name = "N", requires = "stack")]
    pub port: Option<u16>,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `status`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onloop status
  onloop status --json | jq .cards.total

Exit codes: 0 it runs, 1 it doesn't.")]
pub struct StatusArgs {
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `certificate`.
#[derive(Debug, Args)]
#[command(after_help = "\
Says what is proved, at what level, on how many labels; how many clean verdicts are still needed; when
audits ran; what would revoke it; and what befell its trust so far.

Examples:
  onloop certificate first-agent
  onloop certificate email-0123456789abcdef --json | jq .clean_needed

Exit codes: 0 there is a live certificate, 1 there is none yet or the data can't be asked, 2 misuse.")]
pub struct CertificateArgs {
    /// Name of an agent, or of a class as the certificates page spells it
    #[arg(value_name = "AGENT|CLASS")]
    pub name: String,
    /// Print one JSON object
    #[arg(long)]
    pub json: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// What a halt is about.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub struct Scope {
    /// This agent alone
    #[arg(long, value_name = "NAME")]
    pub agent: Option<String>,
    /// This mailbox alone
    #[arg(long, value_name = "ADDRESS")]
    pub mailbox: Option<String>,
}

/// Options of `halt`.
#[derive(Debug, Args)]
#[command(after_help = "\
When it returns, nothing more is handed over; it says how many messages were already on their way.

Examples:
  onloop halt                              the whole fleet
  onloop halt --agent first-agent
  onloop halt --mailbox mara@dockwell.example")]
pub struct HaltArgs {
    /// What to halt.
    #[command(flatten)]
    pub scope: Scope,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Options of `resume`.
#[derive(Debug, Args)]
#[command(after_help = "\
Takes back a halt of the same scope. A halt of the fleet, of an agent and of a mailbox each hold by
themselves.

Examples:
  onloop resume
  onloop resume --agent first-agent
  onloop resume --mailbox mara@dockwell.example
  onloop resume --although-moved           after `onloop pack` or `onloop migrate`")]
pub struct ResumeArgs {
    /// What to resume.
    #[command(flatten)]
    pub scope: Scope,
    /// Although the whole stack was moved elsewhere: you answer for it that the other one does not send
    #[arg(long, conflicts_with_all = ["agent", "mailbox"])]
    pub although_moved: bool,
    /// Where the data is.
    #[command(flatten)]
    pub data: DataArgs,
}

/// Where JSON comes from.
#[derive(Debug, Args)]
pub struct JsonInput {
    /// File with one JSON object; `-` or nothing: standard input
    #[arg(value_name = "FILE", conflicts_with = "jsonl")]
    pub file: Option<PathBuf>,
    /// File with one JSON object a line; `-`: standard input. One line out for each line in
    #[arg(long, value_name = "FILE")]
    pub jsonl: Option<PathBuf>,
}

/// Options of `label`.
#[derive(Debug, Args)]
#[command(after_help = "\
In:   {id, channel: email|linkedin, headers?: {name: text}, received: time with offset, body}
Out:  {id, intent, confidence, escalate, stop, return_date, resume_on, referral: {name, email}|null,
       human_text, evidence: […]}
With --jsonl a line that can't be read becomes {id, error}, the rest goes on, and the exit code is 1.

Examples:
  onloop label reply.json
  echo '{\"id\":1,\"channel\":\"linkedin\",\"received\":\"2026-11-16T09:00:00+01:00\",\"body\":\"Not for us.\"}' | onloop label
  onloop label --jsonl replies.jsonl > labels.jsonl")]
pub struct LabelArgs {
    /// Where the replies are.
    #[command(flatten)]
    pub input: JsonInput,
}

/// Options of `lint`.
#[derive(Debug, Args)]
#[command(after_help = "\
In:   {id, today?, banned_phrases?, allowed_links?, facts: [{id, text, source, date}],
       contact: {first_name, last_name, title, company, country}, step, channel, subject, body}
Out:  {id, findings: [{rule, evidence, message}], hold}
With --jsonl a line that can't be read becomes {id, error}, the rest goes on, and the exit code is 1.

Examples:
  onloop lint draft.json
  onloop lint --jsonl drafts.jsonl | jq -c 'select(.hold)'
  jq -c . drafts.json | onloop lint --jsonl -")]
pub struct LintArgs {
    /// Where the drafts are.
    #[command(flatten)]
    pub input: JsonInput,
}

/// Options of `mail`.
#[derive(Debug, Args)]
#[command(after_help = "\
Out, one line a mail:
  {file, kind: human|bounce|complaint|auto_reply|delay|calendar|unreadable,
   recipients: [{address, status, permanent, diagnostic}], message_id, in_reply_to, references,
   human_text, error}
With --jsonl a line in holds an `id` and one of `file` (a path), `raw` (the mail as text),
`raw_base64`, or `headers` and `body`; the line out carries the `id`. A mail that can't be read is of
kind unreadable and says why; the rest goes on, and the exit code is 1.

Examples:
  onloop mail bounce.eml
  onloop mail inbox/*.eml | jq -r 'select(.kind == \"bounce\") | .recipients[].address'
  onloop mail < reply.eml
  onloop mail --jsonl mails.jsonl")]
pub struct MailArgs {
    /// Raw mails (RFC 5322); `-` or nothing: standard input
    #[arg(value_name = "FILE", conflicts_with = "jsonl")]
    pub files: Vec<PathBuf>,
    /// File with one JSON object a line; `-`: standard input. One line out for each line in
    #[arg(long, value_name = "FILE")]
    pub jsonl: Option<PathBuf>,
}

/// Options of `schema`.
#[derive(Debug, Args)]
#[command(after_help = "\
Examples:
  onloop schema agent > agent.schema.json
  onloop schema house | jq '.properties | keys'")]
pub struct SchemaArgs {
    /// Whose front matter
    pub kind: SchemaChoice,
}

/// Whose front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaChoice {
    /// house.md
    House,
    /// agents/NAME.md
    Agent,
    /// patterns/NAME.md
    Pattern,
}

/// Options of `simulate`.
#[derive(Debug, Args)]
#[command(
    args_conflicts_with_subcommands = true,
    after_help = "\
Examples:
  onloop simulate                                         a fortnight of three agents, light faults
  onloop simulate --seed 7 --agents 5 --days 30 --faults heavy
  onloop simulate --seed 0 --seeds 200 --faults heavy     two hundred seeds, one after another
  onloop simulate trust --limit 3% --rate 1%              what does a certificate cost, and does it hold?
  onloop simulate --operator                              13 weeks with 50 agents: is your time enough?
  onloop simulate --operator --misses 30%                 the same with somebody who hardly looks

The same code that works for you runs against invented prospects, operators who disagree, and ports
that throttle, lose, repeat, delay and die. A broken promise ends it with exit code 1, names what
broke, and prints a line that runs it again.

With --operator nothing fails; invented are the operator's pace, what he misses and what he edits. From
week 5 on the queue may ask 20 minutes a day on average, an agent 60 minutes a week with its tuning
round, nine in ten letters of the weekly targets are sent, and what went out and was to be killed stays
under the limit. Else the exit code is 1, and the last lines say what was broken. With --json one object:
weeks, sent, bad_sent, sent_unseen, bad_sent_unseen, limit, planted, missed, miss_rate, miss_bounds,
trusted, words, broken."
)]
pub struct SimulateArgs {
    /// What else than weeks to simulate
    #[command(subcommand)]
    pub what: Option<SimulateWhat>,
    /// What decides everything
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
    /// How many seeds to run, from that one on
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = clap::value_parser!(u64).range(1..=1_000_000))]
    pub seeds: u64,
    /// Agents, 1 to 50; 3, and 50 with --operator
    #[arg(long, value_name = "A", value_parser = clap::value_parser!(u32).range(1..=50))]
    pub agents: Option<u32>,
    /// Days with faults, 1 to 400; a quiet time follows in which all must come to an end
    #[arg(long, value_name = "D", default_value_t = 14, value_parser = clap::value_parser!(u32).range(1..=400))]
    pub days: u32,
    /// How much goes wrong
    #[arg(long, value_enum, default_value_t = FaultLevel::Light)]
    pub faults: FaultLevel,
    /// Weeks of one operator with a fleet instead: is his time kept within its budget?
    #[arg(long, conflicts_with_all = ["days", "faults"])]
    pub operator: bool,
    /// Weeks, 1 to 104
    #[arg(long, value_name = "W", default_value_t = 13, requires = "operator", value_parser = clap::value_parser!(u32).range(1..=104))]
    pub weeks: u32,
    /// Share of what is bad that the operator lets through
    #[arg(long, value_name = "P", default_value = "3%", requires = "operator", value_parser = trust::share)]
    pub misses: f64,
    /// One JSON object a seed
    #[arg(long)]
    pub json: bool,
}

/// What else than weeks to simulate.
#[derive(Debug, Subcommand)]
pub enum SimulateWhat {
    /// Run classes that earn and lose certificates, against a known truth
    Trust(SimulateTrustArgs),
}

/// How much goes wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum FaultLevel {
    /// Nothing
    None,
    /// Now and then
    Light,
    /// All the time
    Heavy,
}
