//! Weeks of absence.

/// The week of absence that a day of absence lies in: week *n* ends on day 7*n*.
///
/// Both count from 1; day 0 (nothing counted yet) gives week 0. These weeks have nothing to do with calendar weeks.
///
/// ```
/// use calendar::absence_week;
///
/// assert_eq!(absence_week(1), 1);
/// assert_eq!(absence_week(42), 6);
/// assert_eq!(absence_week(43), 7);
/// ```
pub fn absence_week(absence_day: u32) -> u32 {
    const DAYS_IN_A_WEEK: u32 = 7;
    absence_day.div_ceil(DAYS_IN_A_WEEK)
}
