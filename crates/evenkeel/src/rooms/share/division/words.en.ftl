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
division-lead-even-parts = { $parents ->
    [2] Even by the numbers you two gave: neither of you carries more than the part you agreed on, each in your own eyes. You see all piles by your own numbers.
   *[other] Even by the numbers you all gave: none of you carries more than the part you agreed on, each in your own eyes. You see all piles by your own numbers.
  }
division-lead-close = { $parents ->
    [2] Nearly even by the numbers you two gave. You see all piles by your own.
   *[other] Nearly even by the numbers you all gave. You see all piles by your own.
  }
division-lead-most = One card weighs too much for an even split, or too much is kept where it is. You see all piles by your own numbers.
division-lead-found = The most even split that was found in the time there was. You see all piles by your own numbers.
division-lead-mine = By your own numbers, of 100: { $parts }. How it looks to anyone else, you do not see here.
division-part = { $name } { $n }
division-said = { $parts } · { $moves }
division-figure = Piles on a line, one for each. By your own numbers, of 100: { $parts }.
division-legend = Filled: the card moves there. Dashed: it is kept there. Numbers are yours, of 100.
division-legend-parts = Parts differ: a pile is as high as it is beside the part its carrier takes. Piles of one height are even.
division-shares-offered = { $name } suggests other shares.
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
division-to-all = Show this to the others
division-estimated = Estimated: { $names }. Nobody asked how heavy a card is there, so each counts as much as most cards of its size.
division-is-estimated = estimated
division-trusted-waits = { $name } could carry some of it. That waits for your yes.
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
division-way-best = { $parents ->
    [2] Lightest for you both
   *[other] Lightest for you all
  }
division-way-look = Look at it
division-piles = { $n ->
    [2] Both piles
   *[other] All piles
  }
division-piles-hint = { $n ->
    [2] The line under a card is how heavy it is to you. Move a card to see what changes. What you keep in place stays there, for both of you to see.
   *[other] The line under a card is how heavy it is to you. Move a card to see what changes. What you keep in place stays there, for all of you to see.
  }
division-no-slide = With more than two piles there is no slider. Keep a card somewhere, and the rest is worked out anew around it.
division-piles-balance = A card without a note stays where it is, or lies there so that the piles meet.
division-pile-empty = Nothing here.
division-keep = Keep
division-free = Set free
division-move = Move
division-move-to = to { $name }
division-leave-out = Leave it out

division-why-kept = { $parents ->
    [2] Kept here. Either of you can set it free.
   *[other] Kept here. Any of you can set it free.
  }
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
division-proved-no-envy = { $piles ->
    [2] To you, no pile here is lighter than yours for the part it stands for. You would not rather have the one with { $name }.
   *[other] To you, no pile here is lighter than yours for the part it stands for. You would not rather have another.
  }
division-proved-no-envy-but-one = { $piles ->
    [2] To you, the pile with { $name } is a little lighter. Put down your lightest card, and it would not be.
   *[other] To you, another pile is a little lighter for the part it stands for. Put down your lightest card, and none would be.
  }
division-proved-envy = { $piles ->
    [2] To you, the pile with { $name } is lighter, by more than your lightest card.
   *[other] To you, another pile is lighter for the part it stands for, by more than your lightest card.
  }
division-proved-cutting = { $piles ->
    [2] Say you cut all the cards in two, as evenly as you can, and took the heavier pile. It would not be lighter than this one.
   *[other] Say you cut all the cards into { $piles } piles, as evenly as you can, and took the heaviest. It would not be lighter than this one.
  }
division-proved-not-cutting = { $piles ->
    [2] Say you cut all the cards in two, as evenly as you can. Even the heavier pile would be lighter than this one.
   *[other] Say you cut all the cards into { $piles } piles, as evenly as you can. Even the heaviest would be lighter than this one.
  }
division-proved-most-even = { $parents ->
    [2] No other split of these cards is more even, by the numbers you both gave.
   *[other] No other split of these cards is more even, by the numbers you all gave.
  }
division-unproved = Not proved to be the most even. Another split could lighten the fullest pile by at most { $n } of 100 of a part.
division-proved-limits = { $piles ->
    [2] This is about numbers. It cannot say whether they are right, whether a card is missing, or how a week feels. It says nothing about { $name }: that is for { $name } alone to see.
   *[other] This is about numbers. It cannot say whether they are right, whether a card is missing, or how a week feels. It says nothing about anyone else: that is for each of them alone to see.
  }

division-thread-ask = Which cards hang on a thread?
division-thread = Cards that hang on a thread
division-thread-lead = In the most even split of all that you opened together, another would have these if one of them weighed just one step more or less to you. What anyone kept in its place or left out since makes no difference to it. They are worth talking about. Only you see this.
division-thread-none = None. However you had rated any one card, one step up or down, its place would be the same.
division-thread-few = With fewer than eight opened cards it could tell too much of how others feel. Sort more cards and open them together to see it.
division-thread-many = With so many cards this takes too long to work out.
division-thread-back = Back to the split

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
division-shares-equal = { $n ->
    [2] Half and half
   *[other] The same for each
  }
division-shares-other = { $n ->
    [2] You both agreed on other shares
   *[other] You all agreed on other shares
  }
division-shares-equal-now = { $n ->
    [2] Half and half. It stays so unless you both say yes to something else.
   *[other] The same for each of you. It stays so unless you all say yes to something else.
  }
division-shares-now = You agreed on { $parts }.
division-shares-part = { $n } for { $name }
division-shares-part-mine = { $n } for you
division-shares-offer = { $name } suggests other shares
division-shares-offer-mine = You suggested other shares
division-shares-would = { $parts }.
division-shares-waits = It counts once { $names } said yes too.
division-shares-yes = Yes to these shares
division-shares-make-equal = { $n ->
    [2] Half and half
   *[other] The same for each
  }
division-shares-other-title = Other shares
division-shares-why = { $n ->
    [2] If one of you has much less room in the week, you can agree that their part is smaller: for example 60 and 40. A smaller number is a smaller part of the load.
   *[other] If one of you has much less room in the week, you can agree that their part is smaller: for example 40, 40 and 20. A smaller number is a smaller part of the load.
  }
division-shares-mine = A number for you
division-shares-theirs = A number for { $name }
division-shares-do = Suggest these shares

division-pictures-first = First, both pictures
division-pictures-first-text = A split is worked out from both sides. It opens once you have both closed and opened your cards.
division-to-pictures = To the pictures
division-own-draft = A draft from my own cards
division-more-than-six = For up to six
division-more-than-six-text = A split is worked out between up to six who carry. With more of you, choose together whose each card is, or let somebody carry less here. You can still write it down and all say yes to it.
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
draft-estimated = Three guesses about { $name } were tried. Each card weighs to them what it weighs to most people. Or what it weighs to you. Or the opposite.
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
draft-others-carry = Does somebody else carry too, a grandparent or a nanny?
draft-others-with = { $names } carries too. How heavy a card is to them is estimated: it weighs to them what one of its size does.
draft-without = Look at it without { $name }
draft-lead-without = What it could look like between you and { $names }. Nobody else’s part is counted.
draft-with = Look at it with { $name } too
draft-keep = Write down what I keep
draft-invite = Ask the other parent
draft-plan = My plan
draft-to-share = Back to Share
draft-empty = Tell a few of your cards first: who notices, who does it. Then you see here what half could look like.
division-moment = One moment
division-working = This is being worked out.
division-wait = This split is being worked out
division-wait-text = With so many who carry it takes a moment. It comes by itself.
division-wait-go = Show it
division-moment-text = Many look at a split just now. Please look again in a moment. Nothing was lost.
division-moment-again = Look again

# Who else carries

division-others = Who else carries?
division-others-none = A grandparent, a nanny, a friend
division-others-lead = Somebody who takes cards of their own and does not decide here: a grandparent, a nanny, a friend. They need no account. It counts once each parent here has said yes. Ask them first.
division-others-lead-alone = Somebody who takes cards of their own and does not decide here: a grandparent, a nanny, a friend. They need no account. Ask them first. Whoever joins you later is asked too.
division-others-name = Their name
division-others-name-hint = As the children call them: Grandma.
division-others-part = How much, beside one of you?
division-others-part-2 = A tenth of what one of you carries
division-others-part-5 = A quarter of what one of you carries
division-others-part-10 = Half of what one of you carries
division-others-part-15 = Three quarters of what one of you carries
division-others-part-20 = As much as one of you
division-others-add-title = Add somebody
division-others-add = Suggest it
division-others-add-alone = Add them
division-others-now = { $part }.
division-others-waits = { $name } suggested it.
division-others-waits-mine = You suggested it. It counts once everyone else here has said yes.
division-others-would = New: { $name }, { $part }
division-others-yes = Yes, { $name } carries some
division-others-no = Not like this
division-others-change = Change name or part
division-others-change-do = Suggest this instead
division-others-change-alone = Change it
division-others-part-with = { $name } carries nothing here any more
division-others-part-with-hint = Their cards become open from today. Nothing is late.
division-others-theirs = Done by somebody else today
division-others-theirs-hint = You all said that someone else does these. Are they with { $name }?
division-others-is-theirs = With { $name }
division-others-cannot = Not possible for { $name }
division-others-cannot-hint = What you mark here is for all of you to see, and never lies with { $name }.
division-others-cannot-card = Which card?
division-others-cannot-do = Not possible for them
division-others-can = It is possible
division-others-estimated = Nobody asks { $name } how heavy a card is. Each counts as much as most cards of its size, and nothing is said to be proved about their part.
