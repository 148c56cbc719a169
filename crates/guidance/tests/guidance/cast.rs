//! Who plays in the stories, and answers that come back in many of them.

/// Everybody, each with one role; one Dutch employment and one episode.
pub const CAST: &str = "\
format = 'rugwijzer-case/1'
worker = { id = 'anna' }
people = [
    { id = 'anna', name = 'Anna', roles = ['worker'] },
    { id = 'dr-vos', name = 'J. Vos', roles = ['bedrijfsarts'] },
    { id = 'dr-bos', name = 'A. Bos', roles = ['bedrijfsarts'] },
    { id = 'dr-maes', roles = ['arbeidsarts'] },
    { id = 'sam', name = 'S. Jansen', roles = ['intake_expert'] },
    { id = 'nora', roles = ['arboverpleegkundige'] },
    { id = 'lies', roles = ['supervisor'] },
    { id = 'hugo', roles = ['hr'] },
    { id = 'cas', roles = ['case_manager'] },
    { id = 'wim', roles = ['workplace_expert'] },
    { id = 'tim', roles = ['trainer'] },
    { id = 'dienst', roles = ['arbodienst'] },
]
employments = [{ id = 'job', country = 'NL' }]
episodes = [{ id = 'episode' }]
";

/// Absent since a day, without end.
pub fn absent_since(day: &str) -> String {
    format!("{CAST}spells = [{{ id = 'spell', first_day = {day} }}]\n")
}

/// One entry: who says what about which day. `more` holds any other fields.
pub fn says(id: &str, by: &str, about: &str, facts: &str, more: &str) -> String {
    format!("[[statements]]\nid = '{id}'\nby = '{by}'\nabout = {about}\n{more}\nsays = {{ {facts} }}\n")
}

/// All questions of the history answered, each with no; the first episode of somebody of middle age.
pub const HISTORY_CLEAR: &str = "\
'stecr.bladder_bowel' = 'no', 'stecr.saddle_numbness' = 'no', 'stecr.deficit_both_legs' = 'no', \
'stecr.weakness' = 'no', 'stecr.numbness' = 'no', 'stecr.trauma' = 'no', 'stecr.malignancy_history' = 'no', \
'stecr.weight_loss' = 'no', 'stecr.fever' = 'no', 'stecr.immunosuppression' = 'no', 'stecr.hiv' = 'no', \
'stecr.drug_use' = 'no', 'stecr.first_episode' = 'yes', 'stecr.corticosteroids' = 'no', \
'stecr.progressive_pain' = 'no', 'stecr.malaise' = 'no', 'stecr.leg_pain_beyond_knee' = 'no', \
'stecr.leg_pain_predominant' = 'no'";

/// All questions of the examination answered with no.
pub const EXAMINATION_CLEAR: &str = "\
'stecr.tension_test_positive' = 'no', 'stecr.exam_deficit' = 'no', 'stecr.spinous_pain' = 'no', \
'stecr.palpable_step' = 'no', 'stecr.kyphosis' = 'no'";

/// The history without one of its answers.
pub fn history_without(fact: &str) -> String {
    let kept: Vec<&str> = HISTORY_CLEAR.split(", ").filter(|answer| !answer.contains(&format!("'{fact}'"))).collect();
    assert!(kept.len() + 1 == HISTORY_CLEAR.split(", ").count(), "`{fact}` is one of the answers");
    kept.join(", ")
}

/// Day of birth and onset, told by the worker.
pub fn sick_report(day: &str, born: &str, onset: &str) -> String {
    says("sick-report", "anna", day, &format!("'common.birth_date' = {born}, 'common.onset' = {onset}"), "")
}

/// A consultation in which the physician finds nothing and judges the complaint non-specific; `more` facts beside it.
pub fn consultation(day: &str, more: &str) -> String {
    let facts = format!(
        "{HISTORY_CLEAR}, {EXAMINATION_CLEAR}, 'stecr.specificity' = 'non_specific', \
         'stecr.coordination_in_front' = 'no', {more}"
    );
    says("consultation", "dr-vos", day, &facts, "reason = 'history and examination without findings'")
}
