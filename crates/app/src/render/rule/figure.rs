//! A published number, with all that it must not be quoted without.

use super::Teller;
use crate::render::page::Page;
use pack::{Bound, Figure, FigureNumber};

impl Teller<'_> {
    pub(super) fn figure(&self, page: &mut Page, figure: &Figure) {
        let unit = figure.unit.as_deref().map_or_else(String::new, |unit| format!(" {}", self.reader.words.unit(unit)));
        let number = match &figure.number {
            FigureNumber::One(Bound::Exact, number) => format!("{}{unit}", self.reader.number(*number)),
            FigureNumber::One(Bound::LessThan, number) => format!("less than {}{unit}", self.reader.number(*number)),
            FigureNumber::One(Bound::MoreThan, number) => format!("more than {}{unit}", self.reader.number(*number)),
            FigureNumber::Range(from, to) => {
                format!("{} to {}{unit}", self.reader.number(*from), self.reader.number(*to))
            }
            FigureNumber::Words(words) => self.reader.tell(words).to_owned(),
        };
        page.line(2, &number);
        page.line(2, &format!("of whom: {}", self.reader.tell(&figure.population)));
        page.line(2, &format!("what was measured: {}", self.reader.tell(&figure.endpoint)));
        if let Some(weeks) = figure.at_weeks {
            page.line(2, &format!("after {weeks} weeks"));
        }
        if let Some(year) = figure.year {
            page.line(2, &format!("data of {year}"));
        }
        if let Some(series) = &figure.series {
            page.line(2, &format!("series {series}: one population, one endpoint"));
        }
        if let Some(caveat) = &figure.caveat {
            page.marked(2, "! ", self.reader.tell(caveat));
        }
        page.line(2, "never averaged or pooled with another figure");
    }
}
