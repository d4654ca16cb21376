//! What the law of each country asks before a letter to somebody at work who did not ask for it.
//!
//! Opt-in and opt-out states of the European Economic Area follow the national laws under article 13 of
//! Directive 2002/58/EC, as Fieldfisher's table of e-marketing requirements and hubsell's of opt-in and opt-out
//! states put them; the rest names the law itself. Where sources differ the stricter reading stands. None of
//! this is legal advice: a country that isn't here is held, not guessed.

/// What makes a cold letter lawful, from the least to the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Need {
    /// A true sender, a postal address and a way out, which every letter has.
    OptOut,
    /// The same, and a balancing of interests that was written down before (article 6 (1) f GDPR).
    LegitimateInterest,
    /// The reader's consent before the first letter.
    Consent,
}

/// A country's law.
pub(crate) struct Law {
    /// ISO 3166-1 alpha-2.
    pub(crate) country: &'static str,
    /// What it asks.
    pub(crate) need: Need,
    /// Where it stands.
    pub(crate) source: &'static str,
}

const fn law(country: &'static str, need: Need, source: &'static str) -> Law {
    Law {
        country,
        need,
        source,
    }
}

/// In the order of the codes.
#[rustfmt::skip]
pub(crate) const LAWS: &[Law] = &[
    law("AT", Need::Consent, "TKG 2021 § 174"),
    law("AU", Need::Consent, "Spam Act 2003 s 16"),
    law("BE", Need::Consent, "Code of Economic Law XII.13"),
    law("BG", Need::Consent, "Electronic Communications Act art. 261"),
    law("CA", Need::Consent, "CASL s 6"),
    law("CH", Need::Consent, "UCA art. 3 (1) o"),
    law("CY", Need::Consent, "Law 112(I)/2004 s 106"),
    law("CZ", Need::Consent, "Act 480/2004 § 7"),
    law("DE", Need::Consent, "UWG § 7 (2)"),
    law("DK", Need::Consent, "Marketing Practices Act § 10"),
    law("EE", Need::LegitimateInterest, "Electronic Communications Act § 103¹"),
    law("ES", Need::Consent, "LSSI art. 21"),
    law("FI", Need::LegitimateInterest, "Act 917/2014 § 202"),
    law("FR", Need::LegitimateInterest, "CPCE art. L34-5, as the CNIL reads it"),
    law("GB", Need::LegitimateInterest, "PECR reg. 22 and UK GDPR; sole traders and partnerships need consent"),
    law("GR", Need::Consent, "Law 3471/2006 art. 11"),
    law("HR", Need::Consent, "Electronic Communications Act"),
    law("HU", Need::LegitimateInterest, "Act XLVIII of 2008 § 6"),
    law("IE", Need::LegitimateInterest, "S.I. 336/2011 reg. 13"),
    law("IS", Need::Consent, "Electronic Communications Act 70/2022"),
    law("IT", Need::Consent, "Codice in materia di protezione dei dati personali art. 130"),
    law("JP", Need::Consent, "Act on Regulation of Transmission of Specified Electronic Mail art. 3"),
    law("KR", Need::Consent, "Network Act art. 50"),
    law("LI", Need::Consent, "Electronic Communications Act"),
    law("LT", Need::Consent, "Law on Electronic Communications"),
    law("LU", Need::LegitimateInterest, "Law of 30 May 2005 art. 11"),
    law("LV", Need::LegitimateInterest, "Law on Information Society Services s 9"),
    law("MT", Need::Consent, "S.L. 586.01 reg. 9"),
    law("NL", Need::Consent, "Telecommunicatiewet art. 11.7"),
    law("NO", Need::Consent, "Marketing Control Act § 15"),
    law("NZ", Need::Consent, "Unsolicited Electronic Messages Act 2007 s 9"),
    law("PL", Need::Consent, "Electronic Communications Law of 2024 art. 398"),
    law("PT", Need::LegitimateInterest, "Law 41/2004 art. 13-A"),
    law("RO", Need::Consent, "Law 506/2004 art. 12"),
    law("SE", Need::LegitimateInterest, "Marketing Act § 19"),
    law("SI", Need::Consent, "Electronic Communications Act (ZEKom-2)"),
    law("SK", Need::Consent, "Act 452/2021 § 116"),
    law("US", Need::OptOut, "CAN-SPAM Act"),
    law("ZA", Need::Consent, "POPIA s 69"),
];
