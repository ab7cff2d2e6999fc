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
share-next-alone = Your plan
share-next-alone-hint = Go on with it, one card at a time. It needs nobody’s yes.
share-next-alone-do = To my plan
share-next-close = Close your cards
share-next-close-hint = You have told this round. Close it, so that it can open together with everyone’s.
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
share-pictures-hint = Yours and { $other }’s. They open together.
share-pictures-hint-several = Everyone’s. They open together.
share-division = The split
share-division-hint = Who could have what, and why.
share-agreement = What you agreed
share-agreement-hint = Whose each card is, and when you look again.
share-table = Which cards are on your table
share-table-hint = Add, take off, rename.

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
