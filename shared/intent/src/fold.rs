//! One spelling for many: lower case, accents and typographic signs folded to plain letters.
//!
//! Umlauts become two letters (`ü` is `ue`), because people without them type it so.

/// Appends the folded form of one character; what carries no sound (joiners, soft hyphens) vanishes.
pub(crate) fn fold_char(letter: char, out: &mut String) {
    if letter.is_ascii() {
        out.push(letter.to_ascii_lowercase());
        return;
    }
    if invisible(letter) {
        return;
    }
    if letter == '\u{308}' {
        if out.ends_with(['a', 'o', 'u']) {
            out.push('e');
        }
        return;
    }
    if ('\u{300}'..='\u{36f}').contains(&letter) {
        return;
    }
    // Full-width forms of ASCII stand in a fixed distance.
    if ('\u{ff01}'..='\u{ff5e}').contains(&letter)
        && let Some(plain) = char::from_u32(u32::from(letter) - 0xfee0)
    {
        out.push(plain.to_ascii_lowercase());
        return;
    }
    for low in letter.to_lowercase() {
        match plain(low) {
            Some(text) => out.push_str(text),
            None if ('\u{300}'..='\u{36f}').contains(&low) => {}
            None => out.push(low),
        }
    }
}

/// The folded form of a text.
pub(crate) fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        fold_char(letter, &mut out);
    }
    out
}

/// Whether a character is never seen: it must not split a word.
pub(crate) fn invisible(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' | '\u{fe0e}' | '\u{fe0f}')
}

fn plain(low: char) -> Option<&'static str> {
    Some(match low {
        'à' | 'á' | 'â' | 'ã' | 'ā' | 'ă' | 'ą' => "a",
        'ä' | 'æ' => "ae",
        'å' => "aa",
        'ç' | 'ć' | 'č' => "c",
        'ď' | 'đ' | 'ð' => "d",
        'è' | 'é' | 'ê' | 'ë' | 'ē' | 'ę' | 'ě' | 'ė' => "e",
        'ğ' => "g",
        'ì' | 'í' | 'î' | 'ï' | 'ī' | 'ı' | 'į' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò' | 'ó' | 'ô' | 'õ' | 'ō' => "o",
        'ö' | 'ø' | 'œ' | 'ő' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'ù' | 'ú' | 'û' | 'ū' | 'ů' => "u",
        'ü' | 'ű' => "ue",
        'ý' | 'ÿ' => "y",
        'ź' | 'ż' | 'ž' => "z",
        'ά' => "α",
        'έ' => "ε",
        'ή' => "η",
        'ί' => "ι",
        'ό' => "ο",
        'ύ' => "υ",
        'ώ' => "ω",
        'ς' => "σ",
        'ё' => "е",
        _ => return None,
    })
}
