# What we agreed

agreement-title = What you agreed
agreement-title-mine = What I keep
agreement-lead = Whose each card is, and what done means. How it is done is up to its owner.
agreement-lead-mine = Mine: you decided this alone, for yourself. Nobody else has been asked, and nobody else is bound by it.
agreement-from = From
agreement-review = Look again
agreement-open = Open
agreement-open-word = Open
agreement-let-go = Let go
agreement-since-open = Since then it was put down. It is open.
agreement-since-with = Since then it is with { $name }.
agreement-you = (you)
agreement-said-yes = said yes
agreement-not-yet = has not said yes so far
agreement-review-due = It is time to look again. What works can stay as it is.
agreement-change = Change something
agreement-change-mine = Change it
agreement-print = Print
agreement-end = End it
agreement-holds-now = What holds now
agreement-in-force = holds now
agreement-past = held until the next one, or until it was ended
agreement-mine = mine alone
agreement-history = { $n ->
    [one] One version
   *[other] All { $n } versions
  }
agreement-version = Agreed on { $day }
agreement-version-mine = Mine, from { $day }
agreement-version-past = This version does not hold any more.
agreement-version-now = This version holds now.
agreement-version-back = To what holds now
agreement-empty = Nothing is agreed yet. Here you will find whose each card is, what done means, and when you look again.
agreement-empty-alone = Decide for yourself what you keep, what is open and what you let go. It needs nobody's yes.
agreement-to-division = To the split
agreement-write = Write it yourselves
agreement-write-mine = Write down what I keep

agreement-offer = { $name } has put this forward
agreement-offer-mine = You have put this forward
agreement-offer-lead = Read it through. It holds once everyone has said yes to this very version. No is fine.
agreement-offer-waits = You have said yes. It holds once everyone has.
agreement-changes = What would change
agreement-no-changes = Nothing changes but the days.
agreement-nothing-yet = nothing agreed
agreement-from-to = { $from } → { $to }
agreement-done-now = Done would mean: { $words }
agreement-yes = Yes to this version
agreement-no = Not this one
agreement-change-offer = Change it first
agreement-problem = Nothing was changed. This is how it stands now.

agreement-new-title = Whose is what?
agreement-new-lead = You write it down, then everyone reads it and says yes or no.
agreement-new-lead-alone = Only you see this. Choose what you keep, what is open and what you let go.
agreement-one-title = Change one card
agreement-one-lead = All other cards stay as they are.
agreement-replaces = Another version is waiting for a yes. This one would take its place.
agreement-start = From
agreement-start-hint = Today or within a year.
agreement-review-field = Look again on
agreement-review-hint = Four weeks is a good first try.
agreement-cards = The cards
agreement-whose = Whose is { $card }?
agreement-not-in-it = Not part of it
agreement-say-done = Say what done means
agreement-done-means = Done means:
agreement-standard = What done means
agreement-standard-hint = One sentence: the least that is safe, kind and good enough.
agreement-put-forward = Put it forward
agreement-keep-mine = This is what I keep
agreement-not-now = Not now
agreement-then = Next you read it as a whole and say your own yes.
agreement-then-alone = It holds from that day. You can change or end it whenever you like.
agreement-no-cards = No cards on the table
agreement-no-cards-hint = A card is one whole piece of family work. Choose some first.
agreement-to-cards = Choose cards

agreement-end-title = End what you agreed?
agreement-end-lead = Either of you can end it, at any time. Then nobody is bound by it.
agreement-end-lead-mine = You decided this alone, and you can end it alone.
agreement-end-open = From today its cards are open: whoever likes can take one. What you wrote about them is kept.
agreement-end-stays = These stay with their owner
agreement-end-stays-hint = They keep a child safe. They stay until their owner has said who has them instead.
agreement-end-do = End it
agreement-end-not = Leave it as it is
