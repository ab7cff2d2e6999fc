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
identity-proof-wrong = That is not it. Please try again.
