//! Who can see what, line by line. The page and the document say the same: both are made of this.

use serde::Deserialize;

use super::to_html;

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WhoCanSee {
    column: Columns,
    #[serde(rename = "row")]
    rows: Vec<Columns>,
}

/// Who sees it, for one thing; or who they are.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct Columns {
    #[serde(default, rename = "id")]
    _id: String,
    #[serde(default)]
    what: String,
    author: String,
    other: String,
    trusted: String,
    former: String,
    link: String,
    server: String,
    outside: String,
}

/// One thing, and who sees it. HTML.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    pub what: String,
    pub by: Vec<(String, String)>,
}

impl Columns {
    fn cells(&self) -> [&str; 7] {
        let Self { author, other, trusted, former, link, server, outside, .. } = self;
        [author, other, trusted, former, link, server, outside]
    }
}

impl WhoCanSee {
    /// For a page.
    pub fn rows(&self) -> impl Iterator<Item = Seen> {
        self.rows.iter().map(|row| {
            let by = self.column.cells().into_iter().zip(row.cells());
            let by = by.map(|(who, sees)| (inline(who), inline(sees)));
            Seen { what: inline(&row.what), by: by.collect() }
        })
    }

    /// For the document: a table in Markdown.
    pub fn table(&self) -> String {
        let line = |first: &str, cells: [&str; 7]| format!("| {first} | {} |\n", cells.join(" | "));
        let mut table = line("", self.column.cells()) + &line("---", ["---"; 7]);
        for row in &self.rows {
            table += &line(&row.what, row.cells());
        }
        table
    }
}

fn inline(markdown: &str) -> String {
    let html = to_html(markdown);
    html.trim_end().trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
}

#[cfg(test)]
mod tests {
    use crate::content::Content;

    #[test]
    fn the_document_says_what_the_page_says() {
        let document = include_str!("../../../../docs/who-can-see-what.md");
        let content = Content::for_language("en");
        let table = content.who_can_see().table();
        assert!(document.contains(&table), "docs/who-can-see-what.md should hold:\n{table}");
        let operator = content.operator();
        for said in [&operator.own_machine, &operator.plain_http] {
            assert!(document.contains(said.as_str()), "docs/who-can-see-what.md: {said}");
        }
    }
}
