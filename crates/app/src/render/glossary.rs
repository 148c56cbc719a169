//! The glossary as a page.

use pack::GlossaryWord;

const KINDS: [(&str, &str); 3] = [("role", "Actors"), ("document", "Documents"), ("concept", "Concepts")];

pub(crate) fn page(words: &[GlossaryWord]) -> String {
    let mut page = String::from(
        "# Glossary\n\nOne word per thing, in packs, cases, screens and documents. This page is made from `guidelines/glossary.toml` by\n`rugwijzer guideline glossary`; a test holds the two equal.\n",
    );
    for (kind, heading) in KINDS {
        page.push_str(&format!(
            "\n## {heading}\n\n| Identifier | Nederlands | Français | English | Meaning |\n|---|---|---|---|---|\n"
        ));
        for word in words.iter().filter(|word| word.kind == kind) {
            let clause = word.clause.as_ref().map(|clause| format!(" ({clause})")).unwrap_or_default();
            let country = word.country.as_ref().map(|country| format!(" [{country}]")).unwrap_or_default();
            page.push_str(&format!(
                "| `{}`{country} | {} | {} | {} | {}{clause} |\n",
                word.id, word.label.nl, word.label.fr, word.label.en, word.definition.en
            ));
        }
    }
    page
}
