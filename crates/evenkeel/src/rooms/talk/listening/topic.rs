//! What a talk is about, in words, and choosing it.

use household::talk::listening::{Prompt, Topic};

use crate::content::{Body, Content, PromptText};
use crate::web::form::Form;
use crate::words::Words;

/// What a form sends for a question of one's own.
const OWN: &str = "own";

/// A topic as a page shows it.
#[derive(Debug, Clone)]
pub(in crate::rooms::talk) struct TopicFace {
    pub title: String,
    pub question: String,
    /// What there is beside a ready question.
    pub prompt: Option<&'static PromptText>,
}

impl TopicFace {
    pub fn of(words: &Words, topic: &Topic) -> Self {
        let listening = Content::for_language(words.language()).listening();
        let prompt = match topic {
            Topic::Own(line) => return Self::titled(line.as_str()),
            Topic::Ready(prompt) => prompt.as_str(),
        };
        let Some(text) = listening.prompt(prompt) else {
            // Offered once, and not any more.
            return Self::titled(&listening.own_title);
        };
        Self { title: text.title.clone(), question: text.question.clone(), prompt: Some(text) }
    }

    /// A question that has nothing beside it.
    fn titled(title: &str) -> Self {
        Self { title: title.to_owned(), question: title.to_owned(), prompt: None }
    }

    pub fn follow_ups(&self) -> &'static [String] {
        self.prompt.map_or(&[], |prompt| &prompt.follow_ups)
    }

    pub fn tip(&self) -> Option<&'static Body> {
        self.prompt.map(|prompt| &prompt.tip)
    }
}

/// A ready topic to choose.
#[derive(Debug)]
pub(super) struct Choice {
    /// What the form sends: a number, as no address or field may name a feeling.
    pub value: String,
    pub title: &'static str,
    pub question: &'static str,
    pub is_chosen: bool,
}

/// The part of a form that chooses a topic.
#[derive(Debug)]
pub(super) struct TopicForm {
    /// Each depth with its topics, the lightest first.
    pub depths: Vec<(&'static str, Vec<Choice>)>,
    pub is_own: bool,
}

impl TopicForm {
    pub fn of(words: &'static Words, form: &Form) -> Self {
        let prompts = &Content::for_language(words.language()).listening().prompts;
        let chosen = form.value("topic");
        let choices = |depth: u8| {
            let of_depth = prompts.iter().enumerate().filter(move |(_, text)| text.depth == depth);
            let choices = of_depth.map(|(n, text)| {
                let value = (n + 1).to_string();
                let is_chosen = chosen == value;
                let (title, question) = (text.title.as_str(), text.question.as_str());
                Choice { value, title, question, is_chosen }
            });
            choices.collect()
        };
        let names = ["listening-light", "listening-medium", "listening-deep"];
        let depths = names.into_iter().zip(1..);
        Self {
            depths: depths.map(|(name, depth)| (words.text(name), choices(depth))).collect(),
            is_own: chosen == OWN,
        }
    }

    /// What was chosen.
    pub fn read(words: &Words, form: &mut Form) -> Option<Topic> {
        // What somebody wrote themselves is meant, whatever else is ticked.
        if form.value("topic") == OWN || !form.value("own").trim().is_empty() {
            return form.line("own").map(Topic::Own);
        }
        let prompts = &Content::for_language(words.language()).listening().prompts;
        let number = form.value("topic").parse::<usize>().ok().and_then(|n| n.checked_sub(1));
        let prompt = number.and_then(|n| prompts.get(n)).and_then(|text| Prompt::parse(&text.id));
        if prompt.is_none() {
            form.wrong("topic", "form-choice");
        }
        prompt.map(Topic::Ready)
    }
}
