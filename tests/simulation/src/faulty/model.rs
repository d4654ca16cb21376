//! A model that throttles, declines, takes minutes, never answers, writes nonsense, and obeys whatever
//! outside text tells it.

use crate::faults::{Fault, Faults};
use crate::mutants::Mutant;
use crate::scene::hostile;
use crate::world::Outside;
use ports::{Brief, Claim, Drafted, Model, PortError};

/// See the module.
pub(crate) struct FaultyModel {
    /// What goes wrong.
    pub(crate) faults: Faults,
    /// Is told of outside text among the instructions.
    pub(crate) outside: Outside,
    /// A fault that is there on purpose.
    pub(crate) mutant: Option<Mutant>,
}

#[async_trait::async_trait]
impl Model for FaultyModel {
    async fn draft(&self, brief: &Brief) -> Result<Drafted, PortError> {
        self.faults.before().await;
        let mut instructions = brief.instructions.clone();
        if self.mutant == Some(Mutant::OutsideInstructs) {
            instructions.extend(brief.reply.clone());
            instructions.push(brief.contact.title.clone());
        }
        self.outside.instructed(&instructions);
        self.faults.busy("the model")?;
        if self.faults.happens(Fault::Declined, 5) {
            // Models explain themselves at length, and about people.
            return Err(PortError::Refused(format!(
                "I can't write to {} {} of {}.",
                brief.contact.first_name, brief.contact.last_name, brief.contact.company
            )));
        }
        if self.faults.happens(Fault::SlowModel, 5) {
            self.faults.seconds(600).await;
        }
        if self.faults.happens(Fault::SilentModel, 2) {
            self.faults.silence().await;
        }
        let mut body = format!(
            "Hello {},\n\nwe help teams like {} ({}).\n\nWould a call next week suit you?\n\n{}",
            brief.contact.first_name,
            brief.contact.company,
            letters(self.faults.below(1_000_000)),
            brief.sender_name
        );
        let mut subject = if brief.step == 1 {
            format!("a thought for {}", brief.contact.company)
        } else {
            String::new()
        };
        let mut confidence = 0.5;
        if self.faults.happens(Fault::Nonsense, 10) {
            body = match self.faults.below(6) {
                0 => String::new(),
                1 => "x".repeat(50_000),
                2 => "Dear {{first_name}}, \u{202e}as an AI model I can't\0".to_owned(),
                3 => format!("<p>See <a href=\"{}\">this</a>.</p>", hostile::LINKS[0]),
                4 => "\u{feff}\r\n\r\n.\r\n".to_owned(),
                _ => {
                    subject = "two\r\nBcc: everybody@evil.example".to_owned();
                    "Shall we talk?".to_owned()
                }
            };
            confidence = f64::NAN;
        }
        let outside: Vec<&str> = brief
            .reply
            .iter()
            .map(String::as_str)
            .chain([
                brief.contact.company.as_str(),
                brief.contact.title.as_str(),
                brief.contact.first_name.as_str(),
            ])
            .filter(|text| text.contains(hostile::MARK))
            .collect();
        let obeys = !outside.is_empty() && self.faults.below(2) == 0;
        if obeys || self.faults.happens(Fault::Gullible, 5) {
            let link = hostile::LINKS
                .get(self.faults.below(hostile::LINKS.len()))
                .copied()
                .unwrap_or_default();
            body.push_str(&format!("\n\nAs you asked: {link}\n{}", outside.join("\n")));
        }
        Ok(Drafted {
            subject,
            body,
            claims: vec![Claim {
                text: "we help teams".to_owned(),
                fact: "no such fact".to_owned(),
            }],
            confidence,
            model: "simulated/1".to_owned(),
            tokens: None,
        })
    }

    fn name(&self) -> String {
        "simulated/1".to_owned()
    }
}

/// Tells drafts apart without a number, which the linter would ask a source for.
fn letters(number: usize) -> String {
    let digits = number.to_string();
    let letters = digits.chars().filter_map(|digit| digit.to_digit(10));
    letters
        .filter_map(|digit| char::from_digit(digit + 10, 20))
        .collect()
}
