//! What the documentation says of the tables is made from the same list as the tables.

use std::fs;
use std::path::Path;

/// `docs/tables.md` up to here is written by hand.
const MARK: &str = "<!-- From here on written by the program: SAYSO_WRITE_DOCS=1 cargo test --test docs -->\n\n";

#[test]
fn the_column_reference_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tables.md");
    let text = fs::read_to_string(&path).expect("docs/tables.md can be read");
    let (by_hand, _) = text.split_once(MARK).expect("docs/tables.md holds the mark");
    let reference = sayso::output::reference();
    let expected = format!("{by_hand}{MARK}{}\n", reference.trim_end());
    if std::env::var_os("SAYSO_WRITE_DOCS").is_some() {
        fs::write(&path, &expected).expect("docs/tables.md can be written");
    } else {
        assert!(text == expected, "docs/tables.md is out of date; run SAYSO_WRITE_DOCS=1 cargo test --test docs");
    }
}
