//! The actors of N-02 and N-25, and on which side of the medical wall each stands.

use std::fmt;

/// On which side of the medical wall somebody stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Side {
    /// The worker, about whom the file is.
    Worker,
    /// Supervisor, HR, the law's case manager, the employer as a party: never anything medical.
    Employer,
    /// The occupational physician and those who work under written delegation by him.
    Medical,
    /// Other professionals, each within one discipline.
    Discipline,
    /// Parties outside the service (general practitioner, benefit agency, provider).
    Outside,
    /// Those who keep the system or study groups and see no file.
    System,
}

macro_rules! roles {
    ($($(#[$doc:meta])* $variant:ident, $id:literal, $dutch:literal, $side:ident;)*) => {
        /// A role in which somebody speaks, is asked, owes something or looks.
        ///
        /// Names are English, or the Dutch (Belgian) proper noun where no English word says the
        /// same; the glossary holds label and definition of each in three languages.
        ///
        /// ```
        /// use facts::Role;
        /// assert_eq!(Role::parse("bedrijfsarts"), Some(Role::Bedrijfsarts));
        /// assert_eq!(Role::parse("leidinggevende"), Some(Role::Supervisor));
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Role { $($(#[$doc])* $variant,)* }

        impl Role {
            /// All roles, in the order of the glossary.
            pub const ALL: &'static [Role] = &[$(Role::$variant,)*];

            /// The identifier used in packs, cases and JSON.
            pub fn as_str(self) -> &'static str {
                match self { $(Role::$variant => $id,)* }
            }

            /// Reads the identifier, or the Dutch word for it.
            pub fn parse(word: &str) -> Option<Self> {
                match word { $($id => Some(Role::$variant),)* _ => Self::parse_dutch(word) }
            }

            fn parse_dutch(word: &str) -> Option<Self> {
                [$(($dutch, Role::$variant),)*]
                    .into_iter()
                    .find_map(|(dutch, role)| (dutch == word).then_some(role))
            }

            /// On which side of the medical wall this role stands.
            pub fn side(self) -> Side {
                match self { $(Role::$variant => Side::$side,)* }
            }
        }
    };
}

roles! {
    /// Werknemer.
    Worker, "worker", "werknemer", Worker;
    /// Leidinggevende.
    Supervisor, "supervisor", "leidinggevende", Employer;
    /// Personeelszaken.
    Hr, "hr", "personeelszaken", Employer;
    /// The case manager of the law (Regeling procesgang 4(2)c): employer's side.
    CaseManager, "case_manager", "casemanager", Employer;
    /// The employer as the party that owes something.
    Employer, "employer", "werkgever", Employer;
    /// Intake-deskundige, under written delegation by the physician.
    IntakeExpert, "intake_expert", "intake-deskundige", Medical;
    /// Arboverpleegkundige.
    Arboverpleegkundige, "arboverpleegkundige", "arboverpleegkundige", Medical;
    /// Bedrijfsarts (Netherlands).
    Bedrijfsarts, "bedrijfsarts", "bedrijfsarts", Medical;
    /// Preventieadviseur-arbeidsarts (Belgium).
    Arbeidsarts, "arbeidsarts", "arbeidsarts", Medical;
    /// Arbodienst as the party that owes something.
    Arbodienst, "arbodienst", "arbodienst", Medical;
    /// Werkplekdeskundige: ergonomist, occupational physiotherapist or safety expert.
    WorkplaceExpert, "workplace_expert", "werkplekdeskundige", Discipline;
    /// Trainer or physiotherapist.
    Trainer, "trainer", "trainer-fysiotherapeut", Discipline;
    /// Psycholoog.
    Psychologist, "psychologist", "psycholoog", Discipline;
    /// Arbeidsdeskundige.
    Arbeidsdeskundige, "arbeidsdeskundige", "arbeidsdeskundige", Discipline;
    /// Bedrijfsmaatschappelijk werker.
    CompanySocialWorker, "company_social_worker", "bedrijfsmaatschappelijk-werker", Discipline;
    /// Arbeids- en organisatiedeskundige.
    OrganisationExpert, "organisation_expert", "a-en-o-deskundige", Discipline;
    /// Verzuimconsulent.
    Verzuimconsulent, "verzuimconsulent", "verzuimconsulent", Discipline;
    /// Re-integratiebemiddelaar.
    ReintegrationMediator, "reintegration_mediator", "re-integratiebemiddelaar", Discipline;
    /// Arboadviseur.
    WorkingConditionsAdviser, "working_conditions_adviser", "arboadviseur", Discipline;
    /// Preventiemedewerker, ErgoCoach.
    PreventionOfficer, "prevention_officer", "ergocoach", System;
    /// Huisarts: holds a form that the patient carries, never the file.
    Gp, "gp", "huisarts", Outside;
    /// Medisch specialist.
    Specialist, "specialist", "specialist", Outside;
    /// Treating physiotherapist outside the service.
    TreatingPhysiotherapist, "treating_physiotherapist", "behandelend-fysiotherapeut", Outside;
    /// Aanbieder van een interventie.
    Provider, "provider", "aanbieder", Outside;
    /// Re-integratiebedrijf.
    ReintegrationProvider, "reintegration_provider", "re-integratiebedrijf", Outside;
    /// Uitvoeringsinstituut werknemersverzekeringen.
    Uwv, "uwv", "uwv", Outside;
    /// Verzekeringsarts.
    Verzekeringsarts, "verzekeringsarts", "verzekeringsarts", Outside;
    /// Treating physician (Belgium).
    TreatingPhysician, "treating_physician", "behandelend-arts", Outside;
    /// Adviserend arts of the mutuality (Belgium).
    AdviserendArts, "adviserend_arts", "adviserend-arts", Outside;
    /// Rehabilitation centre (Belgium).
    RehabilitationCentre, "rehabilitation_centre", "revalidatiecentrum", Outside;
    /// Federal agency for occupational risks (Belgium).
    Fedris, "fedris", "fedris", Outside;
    /// Researcher: curves and counts of large groups.
    Researcher, "researcher", "onderzoeker", System;
    /// Manager of the service: counts of large groups.
    Manager, "manager", "manager", System;
    /// Auditor: reads the log.
    Auditor, "auditor", "auditor", System;
    /// Administrator: keeps the system, reads no file.
    Administrator, "administrator", "beheerder", System;
}

impl Role {
    /// The two physicians who judge: nobody else may set aside an alarm (S-9, S-19).
    pub fn is_service_physician(self) -> bool {
        matches!(self, Role::Bedrijfsarts | Role::Arbeidsarts)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
