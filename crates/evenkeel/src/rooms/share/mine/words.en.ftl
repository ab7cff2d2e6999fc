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
mine-bar-told = { $thinking } on your mind, { $doing } in your hands
mine-how = The hours are of the work itself: a card of two hours that you keep in mind counts two hours there, whoever does it. How long the thinking takes, nobody can measure. What you do together counts in equal parts.
mine-guess-title = How you see { $name }’s part
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
mine-to-share = Back to Share
mine-plan = Make it less
mine-plan-hint = Keep, put down, simplify, ask someone. It needs nobody’s yes.
mine-family = Who is in your family?
mine-family-hint = Nicknames and birth months. Then the cards fit you.
mine-cards = Choose your cards
mine-cards-hint = Choose what fits your family.
mine-invite = Ask { $other }
mine-invite-hint = One question, two minutes. No is fine.
mine-keep = Keep this
mine-keep-hint = Set a password, so that you find it again on any device.
