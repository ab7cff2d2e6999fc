//! The rules of a household, told with one family: Robin and Sam with Mia and Noah, and Kim, who is
//! invited later.

mod agreeing;
mod arriving;
mod asking;
mod between;
mod carers;
mod chance;
mod checking_in;
mod children;
mod coming;
mod coverage;
mod deciding;
mod divided;
mod dividing;
mod drafting;
mod expecting;
mod family;
mod feeling;
mod golden;
mod household_form;
mod knowing;
mod lasting;
mod leaving;
mod listening;
mod live_talk;
mod living;
mod opening;
mod quiet;
mod refusals;
mod replay;
mod ruling;
mod soloing;
mod sorting;
mod story;
mod thanking;
mod two_worlds;
