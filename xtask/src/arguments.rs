//! The command line of `xtask`: flags, options with a value, words.

use std::str::FromStr;

use anyhow::{Result, anyhow, bail};

/// What is left of the command line. Taking something removes it, so that [`Arguments::finish`]
/// can refuse what nobody took.
#[derive(Debug)]
pub(crate) struct Arguments(Vec<String>);

impl Arguments {
    pub(crate) fn new(given: impl Iterator<Item = String>) -> Self {
        Self(given.collect())
    }

    /// Whether `name` was given.
    pub(crate) fn flag(&mut self, name: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|argument| argument != name);
        self.0.len() < before
    }

    /// The value after `name`, as in `--kills 20` or `--kills=20`; `default` where it isn't given.
    pub(crate) fn value<T: FromStr>(&mut self, name: &str, default: T) -> Result<T> {
        let is_it = |argument: &String| {
            argument.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('='))
        };
        let Some(at) = self.0.iter().position(is_it) else { return Ok(default) };
        let found = self.0.remove(at);
        let value = match found.split_once('=') {
            Some((_, value)) => value.to_owned(),
            None if at < self.0.len() => self.0.remove(at),
            None => bail!("{name} needs a value"),
        };
        value.parse().map_err(|_| anyhow!("{name} can't be {value:?}"))
    }

    /// The next word.
    pub(crate) fn next(&mut self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.0.remove(0))
    }

    pub(crate) fn finish(self) -> Result<()> {
        match self.0.first() {
            None => Ok(()),
            Some(extra) => bail!("don't know what to do with {extra:?}; see `cargo xtask --help`"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn given(line: &str) -> Arguments {
        Arguments::new(line.split_whitespace().map(str::to_owned))
    }

    #[test]
    fn options_may_stand_anywhere_and_be_written_either_way() {
        let mut line = given("crash --kills 7 --control --seed=3");
        assert_eq!(line.value("--seed", 1).unwrap(), 3);
        assert_eq!(line.value("--kills", 20).unwrap(), 7);
        assert_eq!(line.value("--power-cuts", 5).unwrap(), 5);
        assert!(line.flag("--control"));
        assert_eq!(line.next().as_deref(), Some("crash"));
        assert!(line.finish().is_ok());
    }

    #[test]
    fn what_is_not_understood_is_refused() {
        assert!(given("--kills many").value("--kills", 1).is_err());
        assert!(given("--kills").value("--kills", 1).is_err());
        assert!(given("--kill 3").finish().is_err());
    }
}
