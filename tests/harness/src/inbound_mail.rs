//! Mail that comes in.

use crate::Letter;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use mail::Raw;

/// A mail of a person. What is left empty is not in it.
#[derive(Debug, Clone, Default)]
pub struct Reply<'a> {
    /// Name and address of the writer.
    pub from: (&'a str, &'a str),
    /// Where it goes; the reply address of the letter, if there is one.
    pub to: Option<&'a str>,
    /// The letter that it answers, quoted below.
    pub answers: Option<&'a Letter>,
    /// A subject of its own.
    pub subject: Option<&'a str>,
    /// The new words.
    pub text: &'a str,
    /// Without angle brackets; made from writer and time where there is none.
    pub message_id: Option<&'a str>,
    /// Further headers, at the top.
    pub headers: Vec<(&'a str, &'a str)>,
    /// Zone of the writer's mail program.
    pub timezone: &'a str,
}

impl Reply<'_> {
    /// The raw bytes, as written at a time.
    pub fn raw(&self, written: Timestamp) -> Vec<u8> {
        let zone = TimeZone::get(self.timezone).unwrap_or(TimeZone::UTC);
        let date = written
            .to_zoned_datetime(zone)
            .strftime("%a, %d %b %Y %H:%M:%S %z")
            .to_string();
        let (name, address) = self.from;
        let from = if name.is_empty() {
            address.to_owned()
        } else {
            format!("{name} <{address}>")
        };
        let to = match (self.to, self.answers) {
            (Some(to), _) => to.to_owned(),
            (None, Some(letter)) => letter.reply_address(),
            (None, None) => crate::MAILBOX.to_owned(),
        };
        let subject = match (self.subject, self.answers) {
            (Some(subject), _) => subject.to_owned(),
            (None, Some(letter)) => {
                format!("Re: {}", letter.read.subject.trim_start_matches("Re: "))
            }
            (None, None) => String::new(),
        };
        let made = format!("{}.{}", written.as_millisecond(), address.replace('@', "."));
        let message_id = self
            .message_id
            .map_or_else(|| format!("{made}@mail.example"), str::to_owned);
        let mut headers: Vec<(String, String)> = Vec::new();
        let mut put = |name: &str, value: String| headers.push((name.to_owned(), value));
        for (name, value) in &self.headers {
            put(name, (*value).to_owned());
        }
        put("From", from);
        put("To", to);
        put("Subject", subject);
        put("Date", date);
        put("Message-ID", format!("<{message_id}>"));
        let mut text = self.text.to_owned();
        if let Some(letter) = self.answers {
            let id = &letter.envelope.message_id;
            put("In-Reply-To", format!("<{id}>"));
            put("References", format!("<{id}>"));
            let quote: Vec<String> = letter
                .read
                .text
                .lines()
                .map(|line| format!("> {line}"))
                .collect();
            text.push_str(&format!(
                "\n\nOn {} {} wrote:\n{}\n",
                letter.at,
                letter.envelope.from,
                quote.join("\n")
            ));
        }
        mail::render_raw(&Raw { headers, text }).unwrap()
    }
}

/// A delivery status mail (RFC 3464) on a letter: `action` is `failed` or `delayed`.
pub fn delivery_status(
    letter: &Letter,
    id: &str,
    action: &str,
    status: &str,
    said: &str,
) -> Vec<u8> {
    let to = &letter.envelope.to;
    let domain = to
        .rsplit_once('@')
        .map_or("mail.example", |(_, domain)| domain);
    let (message_id, subject) = (&letter.envelope.message_id, &letter.read.subject);
    let title = if action == "failed" {
        "Undelivered Mail Returned to Sender"
    } else {
        "Delayed Mail"
    };
    let mail = format!(
        "From: MAILER-DAEMON@mx.{domain}\nTo: {from}\nSubject: {title}\nMessage-ID: <{id}@mx.{domain}>\n\
         Auto-Submitted: auto-replied\nMIME-Version: 1.0\n\
         Content-Type: multipart/report; report-type=delivery-status; boundary=\"b1\"\n\n\
         --b1\nContent-Type: text/plain; charset=utf-8\n\nThis is the mail system. <{to}>: {said}\n\n\
         --b1\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.{domain}\n\n\
         Final-Recipient: rfc822; {to}\nAction: {action}\nStatus: {status}\nDiagnostic-Code: smtp; {said}\n\n\
         --b1\nContent-Type: text/rfc822-headers\n\nFrom: {from}\nTo: {to}\nSubject: {subject}\n\
         Message-ID: <{message_id}>\n\n--b1--\n",
        from = letter.envelope.from,
    );
    mail.replace('\n', "\r\n").into_bytes()
}
