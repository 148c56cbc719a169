//! What the docs state as measured is what is measured.

use std::path::Path;

/// The block of a page between its marks is this. With `RUGWIJZER_WRITE_DOCS=1` it is written instead, which is how a page
/// is brought up to date.
#[track_caller]
pub fn holds(page: &str, block: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..").join(page);
    let text = std::fs::read_to_string(&path).unwrap();
    let (begins, ends) = (format!("<!-- {block} -->\n"), format!("<!-- end of {block} -->"));
    let (before, rest) = text.split_once(&begins).unwrap_or_else(|| panic!("{page} has no block {block}"));
    let (stands, after) = rest.split_once(&ends).unwrap_or_else(|| panic!("the block {block} of {page} has no end"));
    if std::env::var_os("RUGWIJZER_WRITE_DOCS").is_some() {
        std::fs::write(&path, format!("{before}{begins}{made}{ends}{after}")).unwrap();
    } else {
        assert_eq!(stands, made, "{page} is out of date; RUGWIJZER_WRITE_DOCS=1 and this test bring it up to date");
    }
}
