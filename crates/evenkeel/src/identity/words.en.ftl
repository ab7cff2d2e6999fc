# Signing in, recovery, a shared device.

identity-sign-in = Sign in
identity-sign-out = Sign out
identity-name = Sign-in name
identity-name-hint = Any name you like, or your e-mail address. Large and small letters are the same.
identity-password = Password
identity-next = Next
identity-wrong = This name and password do not go together. Please look at both.
identity-wait = Too many tries. Please try again in { $max ->
    [one] one minute
   *[other] { $max } minutes
  }.
identity-name-tries = You can try { $max } new names a day. Please come back tomorrow.
identity-name-taken = This name is taken. Please choose another.
identity-to-who = Choose who you are
identity-to-who-hint = This device is shared. You can use your PIN.
identity-to-recover = I lost my password, or never had one
identity-to-recover-hint = Come back with your recovery code.
identity-to-start = I am new here
identity-to-start-hint = Four minutes, no e-mail.
identity-to-sign-in = Sign in with name and password

identity-password-short = Please use at least { $max } characters. A few words in a row are easy to keep in mind.
identity-password-long = This is longer than { $max } characters. Please make it shorter.
identity-password-common = Many people use this one, so it is tried first. Please choose another.
identity-password-is-name = This is your sign-in name. Please choose something else.
identity-pin-short = Please use at least { $max } digits.
identity-pin-long = Please use at most { $max } digits.
identity-pin-digits = A PIN has digits only.
identity-pin-common = This one is easy to guess. Please mix the digits more.

identity-recover-title = Come back with your code
identity-recover-intro = When you joined, you were shown a code to write down.
identity-code = Your recovery code
identity-code-hint = Five groups of four. Hyphens and large letters do not matter.
identity-no-code = This code is not known here. Please compare it with what you wrote down, letter by letter.
identity-recover-nobody = Nobody else can sign you in, nor choose a new password for you. That keeps it yours.

identity-new-password-title = Choose a new password
identity-new-password-intro = You are signed out everywhere else then.
identity-new-password = New password
identity-new-password-hint = At least 10 characters. A few words in a row are easy to keep in mind.
identity-save-and-in = Save and go in

identity-new-code-title = Write this down
identity-new-code-intro = This code lets you back in if you lose your password or this device. It is shown this once.
identity-new-code-keep = Keep it where nobody else looks. Whoever has it can sign in as you. A code you had before does not work any more.
identity-new-code-done = I have written it down

identity-proof-password = Your password now
identity-proof-pin = Your PIN now
identity-proof-hint = If you have a recovery code, it works here too.
identity-proof-code-hint = The one you were shown to write down. It keeps others out if your device is in their hands.
identity-proof-wrong = That is not it. Please try again.

identity-news-title = Your way in was changed on { $day }
identity-news-name = Your sign-in name is another.
identity-news-password = Your password is a new one.
identity-news-pin = Your PIN is a new one.
identity-news-code = Your recovery code is a new one.
identity-news-return = Somebody came in with your recovery code.
identity-news-hint = Was it you? Then all is well. If not, end what you do not know, and choose a new password:
identity-news-away = Put this away
identity-news-only-you = Only you see this.

identity-lost = I do not have it any more
identity-lost-how = You can ask to do without it. Three days later you can choose a password here without it. Meanwhile this stands on your Today page, in every browser where you are signed in, so that nobody can do it behind your back.
identity-lost-ask = Ask to do without it
identity-lost-waiting = On { $asked } you asked to choose a password without your code or PIN. It opens during { $opens }. Was it not you? Then stop it.
identity-lost-open = On { $asked } you asked to choose a password without your code or PIN. Until { $until } you can. Was it not you? Then stop it.
identity-lost-stop = Stop this

identity-who = Who are you?
identity-who-intro = This device is shared. Each of you has pages of your own.
identity-who-go = Go in
identity-who-answering = Back to my answer
identity-who-first = { $name }, here for the first time
identity-who-first-hint = One question, two minutes. No is fine.
identity-who-sign-in-hint = Also if you have no PIN on this device yet.
identity-pin = PIN
identity-pin-mine = A PIN for me
identity-pin-new = New PIN
identity-pin-hint = Six digits or more, that nobody here would guess. No birthdays.
identity-pin-wrong = This PIN does not fit. Please look at the name too.

identity-device-title = Share this device
identity-device-intro = Two people, one tablet or computer, a PIN each. Neither can open the other’s pages.
identity-device-join-intro = This device is shared. Choose a PIN, and you can switch to your pages with it.
identity-device-elsewhere = Another family space shares this device. To use it here, somebody of theirs has to take themselves off it first.
identity-device-name = What do others here call you?
identity-device-name-hint = It stands on the page where each of you chooses who they are.
identity-device-called = Who shares it with you?
identity-device-called-hint = Their name or what you call them. They meet one question first, and choose their own PIN after it.
identity-device-called-new = Somebody new who shares it?
identity-device-called-new-hint = Leave it empty for those who are in your family space already: they sign in here once, then choose a PIN.
identity-device-do = Share this device
identity-device-join-do = Use my PIN here
identity-device-truth = A PIN keeps your pages apart. It does not help against somebody who can change this device, or who looks over your shoulder.
identity-device-is = This device is shared
identity-device-is-intro = Hand it over with this button, so that nobody sees your pages by accident.
identity-device-you = You
identity-device-waiting = Not here yet
identity-device-hand-over = Hand it over
identity-device-add = Add somebody new
identity-device-add-do = Add
identity-device-change-pin = Change my PIN
identity-device-off = Take me off this device
identity-device-off-hint = You are signed out of it, and your PIN no longer works here. With the last one, it is not a shared device any more.
