# Children: the family, and which cards are on the table.

family-title = Who is in your family?
family-intro = Names or nicknames are enough. You can change everything later.
family-adults = Grown-ups
family-my-name = What may we call you?
family-my-name-hint = The others here will see this name.
family-other = What do you call the other parent?
family-other-hint = Only you see this word. They choose their own name when they join.
family-keep-names = Keep the names
family-invite = Invite the other parent
family-children = Children
family-no-children = No child is written down yet. With a birth month we can suggest cards that fit.
family-add-child = Add a child
family-others-decide = others decide here
family-without = { $child }’s page is not shown to { $names }.
family-without-change = Change who decides
family-together = Raising them together
family-cards = Your cards
family-cards-hint = Which pieces of family work lie on your table.
family-cards-go = Choose cards

child-title = About this child
child-new-title = Add a child
child-nickname = What do you call this child?
child-nickname-hint = A nickname or a first letter is enough.
child-born = Birth month
child-born-hint = The day is not needed. Expecting? The month you hope for.
child-month = Month
child-year = Year
child-expected = Not here yet: we are expecting or waiting
child-is-expected = expected
child-band = Which age fits better?
child-band-hint = Children grow at their own pace. Change this if the birth month says too little.
child-band-by-month = By the birth month
child-band-baby = baby
child-band-toddler = toddler
child-band-preschool = preschool age
child-band-school = school age
child-band-tween = before the teens
child-band-teen = teenager
child-age-months = { $n ->
    [one] { $n } month
   *[other] { $n } months
}
child-age-years = { $n ->
    [one] { $n } year
   *[other] { $n } years
}
child-age-and-band = { $age }, { $band }
child-decides = Who decides for this child?
child-decides-hint = Birth, step, foster or adoptive parents, grandparents: whoever decides in your family.
child-decides-else = Somebody who is not in this family space
child-lives = Where does this child live?
child-lives-here = in this home
child-lives-two-homes = in two homes
child-lives-elsewhere = mostly in another home
child-fits = Does any of this fit?
child-fits-hint = It brings cards of its own. Leave it open if you like.
child-extra = Extra needs, a long illness or a disability
child-step = A step-family
child-adopted = Adopted, fostered or from a donor
child-keep = Keep
child-remove-title = Take this child off the list
child-remove-hint = Their page is erased and their cards leave the table. What was said about the cards is kept, in case you add them again.
child-remove = Take off the list

cards-title = Which cards are yours?
cards-intro = Untick what does not fit. Add what is missing. Nobody has to do all of this.
cards-no-children = These fit most homes. With a birth month we can suggest more.
cards-add-child = Add a child
cards-find = Find a card
cards-find-do = Find
cards-none-found = No card has this in its name. You can add your own below.
cards-first = To begin with
cards-some-families = For families who need them
cards-for-all = for all children
cards-rename = Rename
cards-change = Change
cards-keep = Keep these cards
cards-own-title = Our own cards
cards-own-hint = Something only your family has? Write it down.
cards-own-name = What is it?
cards-own-minutes = Minutes a week, about
cards-own-child = For whom?
cards-own-home = the whole home
cards-own-add = Add this card
cards-to-sort = Go on to who carries what

card-title = A name of your own
card-name = What do you call this card?
card-name-hint = Everyone in your family space sees this name.
card-keep = Keep this name
card-remove = Take this card off the table
family-time = Time alone with the children
family-time-hint = One is in charge, the other is free. From twenty minutes up.
