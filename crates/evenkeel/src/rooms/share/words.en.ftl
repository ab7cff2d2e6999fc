# Share: where you stand

share-title = Share
share-lead = Who carries what, seen by each of you, then divided.
share-lead-alone = What you carry, and what you would like to put down.
share-all = All of Share

share-next-cards = Choose your cards
share-next-cards-hint = A card is one whole piece of family work. Nothing is on your table yet.
share-next-cards-do = Choose cards
share-next-say-back = First, say back what you heard
share-next-say-back-hint = You were told how a usual day is. Saying it back comes before everything else.
share-next-say-back-do = Say it back
share-next-let-go = First, make it less
share-next-let-go-hint = Drop, shrink, pass on or pay for some of it. What nobody does any more, nobody has to divide.
share-next-let-go-do = See what could go
share-next-let-go-skip = Straight to the cards
share-next-begin = Your cards
share-next-begin-hint = Two taps on each: who thinks of it, who does it. A few minutes. Only you see your answers.
share-next-begin-do = Start
share-next-go-on = Your cards
share-next-go-on-hint = { $n ->
    [one] One card is still open.
   *[other] { $n } cards are still open.
  } You are where you left off.
share-next-go-on-end = You can take more cards, or change what you said.
share-next-go-on-do = Go on
share-next-mine = What you carry
share-next-mine-hint = Your cards as a picture, and what could come next.
share-next-mine-do = See it
share-next-invite = Ask the other parent
share-next-invite-hint = One question, two minutes. No is fine. What you said here stays yours.
share-next-invite-do = See how
share-next-close = Close your cards
share-next-close-hint = You have told this round. Close it, so that it can open together with everyone's.
share-next-close-do = Look over and close
share-next-open = Your cards are closed
share-next-open-hint = They open when everyone has closed and opened theirs.
share-next-open-do = See how they open
share-next-pictures = Your pictures are open
share-next-pictures-hint = Where you see it alike, and the few places where you see it differently.
share-next-pictures-do = See the pictures
share-next-divide = Divide
share-next-divide-hint = A split that is even by the numbers you gave. Change it until it suits you.
share-next-divide-do = To the split
share-next-offer = Something to agree on
share-next-offer-hint = It holds once everyone has said yes to the same version.
share-next-offer-do = Read it
share-next-living = What you agreed
share-next-living-hint = Whose each card is, and when you look again.
share-next-living-do = Read it

share-cards = Your cards
share-cards-hint = Who thinks of it, who does it.
share-plan = My plan
share-plan-hint = Keep, put down, simplify, ask someone, pay for it.
share-pictures = The pictures side by side
share-pictures-hint = Yours and { $other }'s. They open together.
share-pictures-hint-several = Everyone's. They open together.
share-division = The split
share-division-hint = Who could have what, and why.
share-agreement = What you agreed
share-agreement-hint = Whose each card is, and when you look again.
share-table = Which cards are on your table
share-table-hint = Add, take off, rename.

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
sort-minutes-about = About { $minutes } minutes a week · more
sort-minutes = Minutes in a usual week, everyone's together
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

sort-keys = Keys
sort-keys-digits = Choose an answer
sort-keys-questions = Between the questions
sort-keys-list = This list
sort-keys-close = Close

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
sort-opened-lead = What you both closed can be seen now, side by side.
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
sort-never-opens = Never opens: how heavy it is to you, what you would like, what you can't do, your minutes, and cards you skipped or kept. Others may notice that one is missing, not why.
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
weight-more = I would like it, or I can't
weight-like = I would like this one
weight-can = Can you do it?
weight-can-yes = Yes
weight-not-possible = It is not possible
weight-not-possible-hint = Health, hours or the law. The split keeps it from you.
weight-dont-know = I don't know how yet
weight-dont-know-hint = It can be shown to you once.
weight-shown = { $who } can show you once, from start to end. { $who } sees that you ask this, and nothing else you said.
weight-shown-ask = Ask to be shown once
weight-shown-asked = You asked to be shown this one once. { $who } can see that.
weight-shown-alone = Someone who knows it can show you once, from start to end.
weight-everyone = Everyone here
weight-private = Only you ever see this.

# What I carry

mine-title = What I carry
mine-door = Your own picture, from your own answers.
mine-empty = Ten cards, two taps each. Then you see it here, in words and as a picture.
mine-start = Start with ten cards
mine-based-on = { $n ->
    [one] Your own view, from one card so far.
   *[other] Your own view, from { $n } cards so far.
  }
mine-thinks = You notice and plan { $alone ->
    [0] none
    [one] one
   *[other] { $alone }
  } of these { $cards ->
    [one] one card
   *[other] { $cards } cards
  } yourself{ $together ->
    [0] .
    [one] , and one together.
   *[other] , and { $together } together.
  }
mine-does = You do { $alone ->
    [0] none
    [one] one
   *[other] { $alone }
  } of them yourself{ $together ->
    [0] .
    [one] , and one together.
   *[other] , and { $together } together.
  }
mine-hours = In a usual week that is { $thinking ->
    [0] less than an hour
    [one] about one hour
   *[other] about { $thinking } hours
  } of work to keep in mind, and { $doing ->
    [0] less than an hour
    [one] about one hour
   *[other] about { $doing } hours
  } of doing.
mine-where = Where it lies
mine-on-mind = on your mind
mine-in-hands = in your hands
mine-bar = { $thinking } · { $doing }
mine-how = The hours are of the work itself: a card of two hours that you keep in mind counts two hours there, whoever does it. How long the thinking takes, nobody can measure. What you do together counts in equal parts.
mine-minutes = { $n } min
mine-whole-hours = { $hours } h
mine-hours-minutes = { $hours } h { $minutes }
mine-guess-title = How you see { $name }'s part
mine-guess = { $thinks ->
    [0] You do not see { $name } noticing or planning any of these { $cards }
    [one] You see { $name } noticing and planning one of these { $cards }
   *[other] You see { $name } noticing and planning { $thinks } of these { $cards }
  }, and { $does ->
    [0] doing none
    [one] doing one
   *[other] doing { $does }
  }, alone or together with you.
mine-guess-note = This is a guess: your own view, not an answer of theirs. Nobody else sees it.
mine-nobody = { $n ->
    [one] One card that nobody has whole
   *[other] { $n } cards that nobody has whole
  }
mine-table = All of it as a table
mine-a-week = A week
mine-next = What next?
mine-go-on = { $n ->
    [0] Start with the cards
    [one] Go on: one card is open
   *[other] Go on: { $n } cards are open
  }
mine-to-plan = Make it less
mine-to-family = Tell who is in your family
mine-to-invite = Ask the other parent
mine-to-share = Back to Share
mine-plan = Make it less
mine-plan-hint = Keep, put down, simplify, ask someone. It needs nobody's yes.
mine-family = Who is in your family?
mine-family-hint = Nicknames and birth months. Then the cards fit you.
mine-cards = More cards
mine-cards-hint = Choose what fits your family.
mine-invite = Ask the other parent
mine-invite-hint = One question, two minutes. No is fine.
mine-keep = Keep this
mine-keep-hint = Set a password, so that you find it again on any device.

# My plan

plan-private = Only you see your plan.
plan-ways = Ways to make it less
plan-mine = What you carry now
plan-all = The cards on your table
plan-rest = { $n ->
    [one] One more card on the table
   *[other] { $n } more cards on the table
  }
plan-so-far = Your plan so far: { $list }.
plan-so-far-keep = keep { $n }
plan-so-far-put-down = put down { $n }
plan-so-far-simplify = simplify { $n }
plan-so-far-ask-someone = ask someone for { $n }
plan-so-far-pay-for = pay for { $n }
plan-to-share = Back to Share
plan-to-sort = To the cards

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
pictures-you-say = You say { $who }.
pictures-they-say = { $name } says { $who }.
pictures-both-say = You both say { $who }.
pictures-all-say = You all say { $who }.
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
    [0] The cards here take less than an hour in a usual week, everyone's work together.
    [one] The cards here take about one hour in a usual week, everyone's work together.
   *[other] The cards here take about { $n } hours in a usual week, everyone's work together.
  }
pictures-home = Your home, the cards so far
pictures-h = { $n } h
pictures-average = What the average is made of
pictures-work = Work
pictures-source = Source: { $source }.
pictures-source-open = Open it
pictures-to-division = Divide it
pictures-more = More cards first
