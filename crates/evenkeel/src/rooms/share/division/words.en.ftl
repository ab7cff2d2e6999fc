# The division

division-n-cards = { $n ->
    [0] No card
    [one] One card
    [2] Two cards
    [3] Three cards
    [4] Four cards
    [5] Five cards
    [6] Six cards
    [7] Seven cards
    [8] Eight cards
    [9] Nine cards
    [10] Ten cards
    [11] Eleven cards
    [12] Twelve cards
   *[other] { $n } cards
  }
division-n-move = { $n ->
    [0] no card moves
    [one] one card moves
   *[other] { $n } cards move
  }
division-title-even = { $n ->
    [0] Nothing moves, and it is even
    [one] One card moves and it is even
   *[other] { $cards } move and it is even
  }
division-title-owners = { $n ->
    [one] One card gets an owner, and it is even
   *[other] { $cards } get an owner, and it is even
  }
division-title-close = { $n ->
    [0] Nothing moves, and it is nearly even
    [one] One card moves and it is nearly even
   *[other] { $cards } move and it is nearly even
  }
division-title-most = { $n ->
    [0] It does not get more even than this
    [one] One card moves. More even is not possible
   *[other] { $cards } move. More even is not possible
  }
division-title-moves = { $n ->
    [0] Nothing moves
    [one] One card moves
   *[other] { $cards } move
  }
division-title-try = Your own try
division-lead-even = Even by the numbers you two gave: neither of you carries more than half, each in your own eyes. You see both piles by your own numbers.
division-lead-even-parts = Even by the numbers you two gave: neither of you carries more than the part you agreed on, each in your own eyes. You see both piles by your own numbers.
division-lead-close = Nearly even by the numbers you two gave. You see both piles by your own.
division-lead-most = One card weighs too much for an even split, or too much is kept where it is. You see both piles by your own numbers.
division-lead-mine = By your own numbers: { $mine } of 100 with you, { $theirs } with { $name }. How it looks from there, you do not see here.
division-said = You { $mine }, { $name } { $theirs } · { $moves }
division-figure = Two piles on a line. By your own numbers { $mine } of 100 are with you and { $theirs } with the other.
division-legend = Filled: the card moves there. Dashed: it is kept there. Numbers are yours, of 100.
division-shares-offered = { $name } suggests other shares than half and half.
division-shares-read = Look at it
division-offer-waits = A way to share has been put forward already.
division-offer-read = Read it

division-slide = What if you took a little less, or more?
division-slide-less = less for you
division-slide-more = more for you
division-slide-show = Show

division-tried = You moved cards by hand. Nobody else sees this.
division-untry = Back to how it was
division-to-other = Show this to { $name }
division-moves = What moves
division-newly = { $n ->
    [one] One card gets an owner. Until now nobody had it alone.
   *[other] { $n } cards get an owner. Until now nobody had them alone.
  }
division-from = from
division-to = to
division-ways = Other fair ways
division-way-fewest = Fewest moves
division-way-near = Nearly the lightest
division-way-best = Lightest for you both
division-way-look = Look at it
division-piles = Both piles
division-piles-hint = The line under a card is how heavy it is to you. Move a card to see what changes. What you keep in place stays there, for both of you to see.
division-piles-balance = A card without a note stays where it is, or lies there so that the piles meet.
division-pile-empty = Nothing here.
division-keep = Keep
division-free = Set free
division-move = Move
division-leave-out = Leave it out

division-why-kept = Kept here. Either of you can set it free.
division-why-not-possible = Not possible for you, as you said.
division-why-not-possible-mine = You said this is not possible for you. Talk about it, or
division-why-lighter = It weighs less to you than other cards of its size.
division-why-heavier = It weighs more to you than other cards of its size.
division-why-tried = You moved it here.
division-note-lighter = Light to you for its size.
division-note-heavier = Heavy to you for its size.

division-proved = What is proved about your part
division-proved-private = Only you see this. It is from your own ratings alone.
division-proved-exactly = Your pile is exactly your part, by your own numbers.
division-proved-within = Your pile is not more than your part, by your own numbers.
division-proved-above = Your pile is more than your part, by your own numbers.
division-proved-no-envy = To you, no pile here is lighter than yours for the part it stands for. You would not rather have the one with { $name }.
division-proved-no-envy-but-one = To you, the pile with { $name } is a little lighter. Put down your lightest card, and it would not be.
division-proved-envy = To you, the pile with { $name } is lighter, by more than your lightest card.
division-proved-cutting = If you cut all the cards in two yourself, as evenly as you can, and took the heavier pile, it would not be lighter than this one.
division-proved-not-cutting = If you cut all the cards in two yourself, as evenly as you can, even the heavier pile would be lighter than this one.
division-proved-most-even = No other split of these cards is more even, by the numbers you both gave.
division-proved-limits = This is about numbers. It cannot say whether they are right, whether a card is missing, or how a week feels. It says nothing about { $name }: that is for { $name } alone to see.

division-set = Before it is even
division-left-out = Left out of the split
division-left-out-none = Drop, pass on or pay for a card
division-left-out-n = { $n ->
    [one] One card is left out
   *[other] { $n } cards are left out
  }
division-left-out-lead = Cards that nobody here has to do any more are not divided. Everyone sees this list, and anyone can bring a card back.
division-bring-back = Bring it back
division-suggested = From your own plan
division-suggested-private = Only you see these suggestions.
division-planned = Your plan: { $plan }
division-leave-out-title = Leave a card out
division-leave-out-card = Which card?
division-leave-out-how = What becomes of it?

division-shares = Shares
division-shares-equal = Half and half
division-shares-other = You both agreed on other shares
division-shares-equal-now = Half and half. It stays so unless you both say yes to something else.
division-shares-now = You agreed on { $mine } for you and { $theirs } for { $name }.
division-shares-offer = { $name } suggests other shares
division-shares-offer-mine = You suggested other shares
division-shares-would = { $mine } for you, { $theirs } for { $name }.
division-shares-waits = It counts once { $name } says yes too.
division-shares-yes = Yes to these shares
division-shares-make-equal = Half and half
division-shares-stale = Those shares are not on the table any more
division-shares-stale-text = Nothing was changed. This is how it stands now.
division-shares-other-title = Other shares
division-shares-why = If one of you has much less room in the week, you can agree that their part is smaller: for example 60 and 40. A smaller number is a smaller part of the load.
division-shares-mine = A number for you
division-shares-theirs = A number for { $name }
division-shares-do = Suggest these shares

division-pictures-first = First, both pictures
division-pictures-first-text = A split is worked out from both sides. It opens once you have both closed and opened your cards.
division-to-pictures = To the pictures
division-own-draft = A draft from my own cards
division-more-than-two = For two parents, so far
division-more-than-two-text = This version works out a split between two. With more of you, choose together whose each card is. You can still write it down and all say yes to it.
division-to-agreement = Write it down
division-nothing = There is nothing to divide just now
division-nothing-text = No card is left that you both told and that is still on the table.
division-to-sort = To the cards

# A draft for one

draft-title = A first draft, from your own cards
draft-lead = What half could look like. For { $name } it is only estimated: nobody has been asked.
draft-private = Only you see this. It is a guess, and is never shown as anyone else’s answer.
draft-numbers = By your own numbers
draft-today = With you today
draft-then = With you in this draft
draft-of-hundred = { $n } of 100
draft-range = { $least } to { $most }
draft-estimated = Three guesses about { $name } were tried: that each card weighs to them what it weighs to most people, what it weighs to you, or the opposite.
draft-open = { $n ->
    [one] One card hangs on which of these is true.
   *[other] { $n } cards hang on which of these is true.
  }
draft-firm = These cards lie the same way in all three.
draft-other = Estimated: { $name }
draft-why-open = This one could go either way.
draft-why-moved = It would move here.
draft-let-go = { $n ->
    [one] One card is not in it: your plan lets it go
   *[other] { $n } cards are not in it: your plan lets them go
  }
draft-limits = A draft proves nothing about { $name }. It is a place to begin, for your own plan or for a talk.
draft-keep = Write down what I keep
draft-invite = Ask the other parent
draft-plan = My plan
draft-to-share = Back to Share
draft-empty = Tell a few of your cards first: who notices, who does it. Then you see here what half could look like.
division-moment = One moment
division-moment-text = Many families look at their split just now. Yours comes next. Nothing was lost.
division-moment-again = Look again
