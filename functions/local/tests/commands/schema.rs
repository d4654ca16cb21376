//! `schema`: JSON Schemas for editors.

use crate::support::ran;

#[test]
fn every_kind_has_its_schema() {
    for (kind, title, key) in [
        ("house", "house.md", "mailboxes"),
        ("agent", "agents/NAME.md", "rubric"),
        ("pattern", "patterns/NAME.md", "description"),
    ] {
        let schema = ran(&["schema", kind], "").ends(0).json();
        assert_eq!(schema["title"], title);
        assert!(schema["properties"][key].is_object());
    }
}
