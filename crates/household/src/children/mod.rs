//! Children: what is known of each, and who may see it.
//!
//! More than a child's name and birth month is for those alone who decide for this child. It is
//! kept in a private map, and a page gets at it through a function that takes the reader.

mod changes;
mod coming;
mod knowing;
mod page;
mod question;

pub use coming::{Coming, MONTHS_AHEAD, Work, coming, month_on};
pub use knowing::{
    ANSWER_CHARS_MAX, Knowing, KnowingEvent, Known, Mark, OfChild, OpenedAnswers,
    TOGETHER_QUESTIONS, Written, find_out_together,
};
pub use page::{
    ChildPage, ChildPageEvent, ChildPages, FACT_CHARS_MAX, FACTS_MAX, Fact, Phone, Said, Topic,
};
pub use question::{Ask, Question, questions_for};
