//! Published numbers as the source prints them, and what documents hold.

use crate::folder;
use facts::{DataClass, Decimal, Role, RuleId};
use pack::{Body, Bound, ContentList, Figure, FigureNumber, Library};

/// The figure of the good library, with its number written in another way.
fn figure(number: &str) -> Figure {
    let mut files = folder::good();
    let file = files.iter_mut().find(|file| file.path == "cough-2020/advice/most_recover.toml").unwrap();
    let text = String::from_utf8(file.bytes.clone()).unwrap();
    file.bytes = text.replace("range = { from = \"80\", to = \"90.5\" }", number).into_bytes();
    let library = Library::read(&files).unwrap();
    match &library.rule(&RuleId::new("cough.most_recover")).unwrap().body {
        Body::Figure(figure) => figure.clone(),
        other => panic!("{}", other.kind()),
    }
}

fn decimal(text: &str) -> Decimal {
    text.parse().unwrap()
}

#[test]
fn a_figure_is_one_number_a_bound_a_range_or_words() {
    let one = |number: &str| match figure(number).number {
        FigureNumber::One(bound, number) => (bound, number),
        other => panic!("{other:?}"),
    };
    assert_eq!(one("value = \"57\""), (Bound::Exact, decimal("57")));
    assert_eq!(one("value = \"2.5\"\nbound = \"less_than\""), (Bound::LessThan, decimal("2.5")));
    assert_eq!(one("value = \"90\"\nbound = \"more_than\""), (Bound::MoreThan, decimal("90")));
    let range = figure("range = { from = \"80\", to = \"90.5\" }").number;
    assert!(
        matches!(range, FigureNumber::Range(from, to) if (from, to) == (decimal("80"), decimal("90.5"))),
        "{range:?}"
    );
    let words = figure("words = { nl = \"de meesten\", fr = \"la plupart\", en = \"most\" }").number;
    assert!(matches!(&words, FigureNumber::Words(words) if words.en == "most"), "{words:?}");
}

#[test]
fn a_figure_keeps_all_that_it_must_not_be_quoted_without() {
    let figure = figure("value = \"57\"");
    assert_eq!((figure.unit.as_deref(), figure.at_weeks, figure.year), (Some("percent"), Some(6), Some(1993)));
    assert_eq!((figure.population.en.as_str(), figure.endpoint.en.as_str()), ("adults who cough", "back at work"));
    assert_eq!((figure.series.as_deref(), figure.caveat.unwrap().en.as_str()), (Some("leaflet-1993"), "One country."));
}

#[test]
fn a_content_list_says_of_each_item_who_fills_it_in_and_from_what() {
    let library = Library::read(&folder::good()).unwrap();
    let Body::ContentList(ContentList { document, items }) =
        &library.rule(&RuleId::new("common.care_plan_holds")).unwrap().body
    else {
        panic!("this rule is a content list")
    };
    assert_eq!(document, "care_plan");
    let [since, work] = items.as_slice() else { panic!("it has two items") };
    assert_eq!((since.party, since.class, since.optional), (Role::Bedrijfsarts, DataClass::Medical, false));
    assert_eq!(since.clause.as_ref().unwrap().to_string(), "leaflet#signs");
    let from = |item: &pack::ContentItem| item.from.iter().map(ToString::to_string).collect::<Vec<_>>();
    assert_eq!(from(since), ["common.onset", "treatment"]);
    assert_eq!((work.party, work.class, work.optional), (Role::Employer, DataClass::WorkAbility, true));
    assert_eq!(from(work), ["common.can_work", "first_absence_day"]);
}
