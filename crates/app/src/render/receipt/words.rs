//! Words around receipts.

use facts::Language;

/// The words of one language.
pub(super) struct ReceiptWords {
    pub(super) identical: &'static str,
    pub(super) differs: &'static str,
    pub(super) first_difference: &'static str,
    pub(super) in_the_receipt: &'static str,
    pub(super) replayed: &'static str,
    pub(super) nothing: &'static str,
    pub(super) defect: &'static str,
    pub(super) cannot_replay_format: &'static str,
    pub(super) known_format: &'static str,
    pub(super) cannot_replay_packs: &'static str,
    pub(super) cannot_replay_case: &'static str,
    pub(super) bytes_match: &'static str,
    pub(super) receipt: &'static str,
    pub(super) advice_of: &'static str,
    pub(super) known_on: &'static str,
    pub(super) made_by: &'static str,
    pub(super) format: &'static str,
    pub(super) replayed_by: &'static str,
    pub(super) packs: &'static str,
    pub(super) house_pack: &'static str,
}

pub(super) fn of(language: Language) -> &'static ReceiptWords {
    match language {
        Language::Nl => &NL,
        Language::Fr => &FR,
        Language::En => &EN,
    }
}

static NL: ReceiptWords = ReceiptWords {
    identical: "Gelijk: opnieuw berekend komt er hetzelfde advies uit.",
    differs: "Verschilt: opnieuw berekend komt er een ander advies uit.",
    first_difference: "Eerste verschil",
    in_the_receipt: "in het ontvangstbewijs",
    replayed: "opnieuw berekend",
    nothing: "(niets)",
    defect: "Dit is een fout van het programma. Meld haar zonder het ontvangstbewijs: dat bevat medische gegevens.",
    cannot_replay_format: "Kan niet opnieuw worden berekend: formaat",
    known_format: "Dit programma kent formaat",
    cannot_replay_packs: "Kan niet opnieuw worden berekend: dit programma neemt de bewaarde kennisregels niet aan.",
    cannot_replay_case: "Kan niet opnieuw worden berekend: dit programma neemt het bewaarde dossier niet aan.",
    bytes_match: "Wat bewaard is, is ongeschonden: alles past bij zijn controlegetal.",
    receipt: "Ontvangstbewijs",
    advice_of: "Advies van",
    known_on: "met wat bekend was op",
    made_by: "Gemaakt met rugwijzer",
    format: "formaat",
    replayed_by: "opnieuw berekend met rugwijzer",
    packs: "Kennisregels",
    house_pack: "eigen regels van de dienst",
};

static FR: ReceiptWords = ReceiptWords {
    identical: "Identique : recalculé, l'avis est le même.",
    differs: "Différent : recalculé, l'avis n'est pas le même.",
    first_difference: "Première différence",
    in_the_receipt: "dans le reçu",
    replayed: "recalculé",
    nothing: "(rien)",
    defect: "C'est une erreur du programme. Signalez-la sans le reçu : il contient des données médicales.",
    cannot_replay_format: "Ne peut pas être recalculé : format",
    known_format: "Ce programme connaît le format",
    cannot_replay_packs: "Ne peut pas être recalculé : ce programme n'accepte pas les règles conservées.",
    cannot_replay_case: "Ne peut pas être recalculé : ce programme n'accepte pas le dossier conservé.",
    bytes_match: "Ce qui est conservé est intact : tout correspond à son empreinte.",
    receipt: "Reçu",
    advice_of: "Avis du",
    known_on: "avec ce qui était connu le",
    made_by: "Établi avec rugwijzer",
    format: "format",
    replayed_by: "recalculé avec rugwijzer",
    packs: "Règles",
    house_pack: "règles propres au service",
};

static EN: ReceiptWords = ReceiptWords {
    identical: "Identical: replayed, the same advice comes out.",
    differs: "Differs: replayed, another advice comes out.",
    first_difference: "First difference",
    in_the_receipt: "in the receipt",
    replayed: "replayed",
    nothing: "(nothing)",
    defect: "This is a defect of the program. Report it without the receipt, which holds medical data.",
    cannot_replay_format: "Cannot replay: format",
    known_format: "This program knows format",
    cannot_replay_packs: "Cannot replay: this program does not take the rules that were kept.",
    cannot_replay_case: "Cannot replay: this program does not take the case that was kept.",
    bytes_match: "The kept bytes are whole: all of them match their hashes.",
    receipt: "Receipt",
    advice_of: "Advice of",
    known_on: "with what was known on",
    made_by: "Made by rugwijzer",
    format: "format",
    replayed_by: "replayed by rugwijzer",
    packs: "Rules",
    house_pack: "the service's own rules",
};
