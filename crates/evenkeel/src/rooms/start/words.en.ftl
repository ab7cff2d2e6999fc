# Start: the first page, beginning, inviting, being invited.

start-title = How are you today?
start-lead = A quiet place to share the work of raising children. Four minutes are enough, and nothing is sent to anyone.
start-door-who = I have been here before
start-door-who-hint = This device is shared. Choose who you are, with your PIN.
start-door-ask = Ask how it is for them
start-door-ask-hint = One question and a way to listen. A page to print, or a link to send.
start-door-carry = See what I carry
start-door-carry-hint = Ten cards, then a picture of your week, the thinking too.
start-door-alone = They won’t
start-door-alone-hint = A plan for you alone: keep, put down, make simpler, ask someone.
start-before-writing = Before you write anything:
start-who-can-see = Who can see what
start-afraid = If you are afraid of someone at home,
start-afraid-read = read this first
start-here-before = Here before?
start-sign-in = Sign in

question-minutes = { $n ->
    [one] One minute
   *[other] { $n } minutes
}
question-follow-ups = If they want to say more:
question-print-hint = You can print this page, or read it from the screen.
question-print = Print this page
question-send = Send the question as a link
question-others = Other questions for a page like this
question-why = Where this comes from

before-begin-hint = You need no name, no e-mail and no password. You stay signed in on this device.
before-begin = Begin
before-not-now = Not now

invite-title = Ask how it is for them
invite-lead = You send a link. They answer one question, in two minutes, with no account. A no is fine.
invite-mine = Your name
invite-mine-hint = As they know you. They read it with the question.
invite-called = Their name
invite-called-hint = You can leave this empty: then they say it themselves.
invite-link-hint = { $n ->
    [one] The link is for one person and works for one day. You can take it back. You will not see if it was opened.
   *[other] The link is for one person and works for { $n } days. You can take it back. You will not see if it was opened.
}
invite-make = Make the message
invite-enough = Five links work at the moment. Take one back before you make another.
invite-open = Links that still work
invite-open-for = For { $name }
invite-open-link = A link
invite-open-until = Works until { $date }
invite-open-by = made by { $name }
invite-open-show = Show
invite-open-revoke = Take it back
invite-else = Or another way
invite-shared-device = We share this device
invite-shared-device-hint = Each of you gets a PIN.
invite-paper = On paper
invite-paper-hint = One page with the same question, for the two of you at a table.
invite-not-now = Not now
invite-not-now-hint = Everything here works for you alone, too.

invitation-title = Your message
invitation-title-for = Your message to { $name }
invitation-until = The link works until { $date }, for one person.
invitation-this-computer = This link opens on this computer only. Whoever set it up can open it to your phones, too.
invitation-share = Send or copy the message
invitation-copied = Copied. Paste it where you write to each other.
invitation-by-text = As a text message
invitation-by-mail = As an e-mail
invitation-picture = Or let them scan it
invitation-picture-label = The link as a QR code
invitation-once = The link is not kept here in readable form. You can see it on this page until the app is started again. After that you can only take it back and make another.
invitation-not-again = This link still works, but it cannot be shown again: the app was started anew and keeps no readable copy. If the message is lost, take the link back and make another.
invitation-done = Done

join-other = whoever asked you

letter-shared-device = Others use this device too, so it cannot keep an answer for you alone. You can send it, or leave it.
letter-choose = Please choose what to do with it.
letter-name = Your name
letter-name-hint = As { $other } knows you. It is sent with your answer.
letter-save = Save what I changed
letter-drop = Remove what I wrote
letter-gone = The link you came by does not work any more, so this cannot be sent now. What you wrote is still yours.
letter-what-is-this = What is this?

not-now-title = Not now
not-now-close = You can close this page.

already-here-title = You are signed in on this device
already-here-lead = A link like this is for somebody who is new here. It changes nothing for you.
already-here-today = Go on as yourself
already-here-today-hint = Everything is where you left it.
already-here-else = Is the link for somebody else? Then they open it on their own device.

welcome-title = Sent to { $name }
welcome-code = Your way back in
welcome-code-text = You are signed in on this device, without a password. With this code you get in again anywhere else. Write it down, or keep it where only you can see it. Nobody can look it up for you.
welcome-code-once = You can see it for half an hour, so write it down now. A new one can be made in the settings, with this one.
welcome-password = I would like a password too
welcome-next = That is all for now
welcome-next-text = You can close this page, or look around first.
welcome-pin = Choose a PIN for this device
welcome-pin-text = This device is shared. With a PIN of your own, your pages open to you alone here.
welcome-look-around = Look around
