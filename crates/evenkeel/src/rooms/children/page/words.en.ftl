# A child's page.

fact-likes = What they like just now
fact-likes-hint = A game, a song, a friend, a food.
fact-wishes = What they wish
fact-wishes-hint = In their own words, as they said it.
fact-people = Who is who
fact-people-hint = Friends, teachers, the neighbour with the dog.
fact-routines = Through the day
fact-routines-hint = Meals, sleep, goodbyes: what comes when, and what makes it easy.
fact-health = Health
fact-health-hint = What somebody who looks after them needs to know.
fact-allergies = Allergies
fact-allergies-hint = What it is, what happens, what to do.
fact-medicine = Medicine
fact-medicine-hint = What, how much, when, and where it lies.
fact-school = School or childcare
fact-school-hint = Where, which class or group, when to bring and when to fetch.
fact-sizes = Sizes
fact-sizes-hint = Shoes, clothes, nappies.
fact-contacts = Whom to ring
fact-contacts-hint = A parent, the doctor, a neighbour with a key.

fact-from = From { $name }, true on { $date }
fact-from-you = From you, true on { $date }
fact-for-parents = for parents only
fact-still-so = Still so
fact-change = Change
fact-first = What would help somebody who is with them for a day?
fact-add = Write something down
fact-add-hint = A few words are enough. Each of you can write, change and take off.
fact-taken-off = Taken off lately
fact-put-back = Put back
fact-who-reads = Who decides for { $name } reads this page: { $names }.
fact-to-details = Name, birth month and who decides

fact-text = In a few words
fact-contact-name = Who is it?
fact-contact-phone = Phone number
fact-sensitive = For parents only
fact-sensitive-hint = Whoever else looks after them will not know this: it is on no sheet for others, no print and no link.
fact-keep = Keep
fact-take-off = Take it off the page
