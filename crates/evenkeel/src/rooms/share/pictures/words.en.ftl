# The pictures side by side

pictures-closed = The pictures side by side
pictures-closed-lead = They open together, by themselves, when everyone has closed and opened theirs. Until then nobody sees anything.
pictures-closed-alone = They are for more than one parent. Your own picture is there already.
pictures-my-side = My cards
pictures-title = Two pictures of one home
pictures-title-several = Your pictures of one home
pictures-more-closed = Your newer cards are closed. They open by themselves when everyone has closed and opened theirs.
pictures-none = No card is in every picture yet
pictures-none-hint = A card opens when everyone has answered it. Take more cards and close them again.
pictures-thinks = Who thinks of it
pictures-does = Who does it
pictures-you = you
pictures-both = both
pictures-together = several of you
pictures-someone-else = someone else
pictures-nobody = nobody
pictures-you-say = You say: { $who }.
pictures-they-say = { $name } says: { $who }.
pictures-both-say = You both say: { $who }.
pictures-all-say = You all say: { $who }.
pictures-alike = { $n ->
    [one] One card you see alike
   *[other] { $n } cards you see alike
  }
pictures-alike-said = Notices and plans: { $thinks }. Does it: { $does }.
pictures-table = All of it as a table
pictures-who-says = Who says so
pictures-gaps = A card that is missing here was skipped, kept or not reached by one of you. Why stays with them.
pictures-together-title = All together
pictures-hours = { $n ->
    [0] The cards here take less than an hour in a usual week, everyone’s work together.
    [one] The cards here take about one hour in a usual week, everyone’s work together.
   *[other] The cards here take about { $n } hours in a usual week, everyone’s work together.
  }
pictures-home = Your home, the cards so far
pictures-h = { $n } h
pictures-average = What the average is made of
pictures-work = Work
pictures-source = Source: { $source }.
pictures-source-open = Open it
pictures-to-division = Divide it
pictures-more = More cards first
