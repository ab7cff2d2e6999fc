//! People play the program in a real browser.

mod alone;
mod checking_in;
mod discreet;
mod driver;
mod expecting;
mod first_session;
mod helping;
mod just_me;
mod just_me_canary;
mod knowing_children;
mod leaving;
mod line;
mod met;
mod page;
mod process;
mod raising;
mod showing;
mod site;
mod solo;
mod someone;
mod story;
mod talk;
mod thanking;
mod three_parents;
mod two_parents;
mod without_script;
