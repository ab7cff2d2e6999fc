# The sort

sort-progress = Cards told in this round
sort-place = Card { $place } of { $of }
sort-notices = Who notices and plans it?
sort-does = Who does it?
sort-who-me = Me
sort-who-other = Other parent
sort-who-both = Both
sort-who-together = Several of us
sort-who-someone-else = Someone else
sort-who-nobody = Nobody
sort-minutes-about = About { $time } a week · more
sort-minutes = Minutes in a usual week, everyone’s together
sort-keep = Keep this one to myself
sort-keep-hint = It is not opened with the rest. That a card is missing may be noticed, not what you said.
sort-keep-hint-alone = If another parent joins, it is not opened with the rest.
sort-next = Next card
sort-back = Card before
sort-skip = Does not fit us
sort-unskip = It does fit us
sort-skipped = You said it does not fit you.
sort-kept = Kept to myself
sort-private = Closed until you both open it. Saved as you go: once both are answered, the next card comes.
sort-private-several = Closed until everyone opens it. Saved as you go: once both are answered, the next card comes.
sort-private-alone = Only you see this. Saved as you go: once both are answered, the next card comes.
sort-only-you = Nobody else sees what you said.

sort-list = All my cards
sort-list-lead = Everything you said, at a glance. Press a card to change it.
sort-list-sealed = Your cards are closed. Take the seal back to change something.
sort-card = Card
sort-thinks = Thinks of it
sort-doing = Does it
sort-none = No cards yet
sort-none-hint = A card is one whole piece of family work: noticing, planning and doing it.
sort-choose-cards = Choose cards

sort-so-far = So far
sort-still-open = { $n ->
    [one] One card is still open. What you said is kept.
   *[other] { $n } cards are still open. What you said is kept.
  }
sort-go-on = Go on with the cards
sort-seal-so = Close it as it is
sort-told = That is this round
sort-told-lead = Close your cards now, or say more first. Nobody else sees them, not even that you answered.
sort-nothing-to-close = There is nothing new to close. You can change a card, or take more.
sort-see-mine = See what I carry
sort-seal = Close my cards
sort-opened = The pictures are open
sort-opened-lead = What each of you closed can be seen now, side by side.
sort-see-pictures = See the pictures
sort-more = More cards
sort-more-hint = { $n ->
    [one] One more is on your table.
   *[other] { $n } more are on your table. They come twelve at a time.
  }
sort-closed = Closed
sort-closed-lead = Nobody else can see your cards, nor that they are closed. You can take them back until they open.
sort-what-opens = What opens, and what never does
sort-opens = Opens: who notices and plans, and who does it, on each card that everyone answered.
sort-never-opens = Never opens: how heavy it is to you, what you would like, what you can’t do, and cards you skipped or kept. A fair split reckons with them, so where cards land can hint at them. Minutes are put together into one number for all. Others may notice that one is missing, not why.
sort-how-it-opens = It opens by itself when both you and { $other } have closed and opened. Until then nobody sees anything, not even that you pressed it.
sort-how-it-opens-several = It opens by itself when everyone has closed and opened. Until then nobody sees anything, not even that you pressed it.
sort-open = Open together
sort-take-back = Take it back
sort-say-back-first = Before anything opens, say back what you heard about a usual day.
sort-say-back = Say it back
sort-said-back-first = Before anything opens, what was told about a usual day is said back. You can open after that.
sort-pressed = Ready on your side
sort-pressed-lead = It opens by itself when everyone has closed and opened theirs. Until then nobody sees anything.
sort-to-share = Back to Share

# How heavy it is, what I would like, what I can't

weight-door = How heavy each one is to you
weight-door-hint = One tap a card. It makes the split fit you. Nobody else ever sees it.
weight-more = I would like it, or I can’t
weight-like = I would like this one
weight-can = Can you do it?
weight-can-yes = Yes
weight-not-possible = It is not possible
weight-not-possible-hint = Health, hours or the law. The split keeps it from you.
weight-dont-know = I don’t know how yet
weight-dont-know-hint = It can be shown to you once.
weight-shown = { $who } can show you once, from start to end. { $who } sees that you ask this, and nothing else you said.
weight-shown-ask = Ask to be shown once
weight-shown-asked = You asked to be shown this one once. { $who } can see that.
weight-shown-in-person = Someone who knows it can show you once, from start to end.
weight-everyone = Everyone here
weight-private = Only you ever see this.
