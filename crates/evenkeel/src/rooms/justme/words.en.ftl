# Just me.

justme-title = Just me
justme-intro = For you alone. Nobody else’s sign-in opens it, or shows that you write. Whoever runs the server can see that a locked file is there.
justme-sign-in = What is only yours opens after you sign in.
justme-no-script = To write here, this page needs script, as it locks your words on this device. You can read it all below, and do it on paper.

# Elsewhere
justme-also = Outside the lock
justme-plan-cards = My plan, card by card
justme-plan-cards-hint = Whoever runs this server could read it.
justme-invite = Invite the other parent
justme-invite-hint = If you ever want to. It shows nothing of what is here.
justme-settings = My settings
justme-load = Is this more than a heavy load?
justme-load-hint = A page to read. Nothing is asked.

# Where it cannot be locked
justme-unsafe = This page cannot lock your words here.
justme-unsafe-why = Its address begins with “http://”. Others on the same network could read along, so your browser lets it lock nothing.
justme-unsafe-how = Whoever runs this server can change that. You do not have to say why you ask. If asking is not safe, do not ask: use paper. They start it with:
justme-unsafe-paper = Until then you can read it all here, and do it on paper.

# Before the first word
justme-first = A place that only you can open
justme-first-lead = Read this before you write your first word.
justme-truth = How private is that?
justme-truth-locked = What you write here is locked on this device before it is sent. The server keeps a locked file. It cannot open it, and nobody else here can.
justme-truth-seen = Whoever runs the server can see that you have such a file, about how big it is, and when it last changed. Others here cannot, unless one of them runs the server.
justme-truth-lost = Nobody can get it back for you.
justme-truth-lost-key = Without your passphrase, and without a recovery key on paper, it is gone for good.
justme-truth-script = Whoever runs the server could also change this page to tell them your passphrase. No web page can stop that.
justme-truth-device = Whoever has this device, with you signed in, cannot read your pages but could throw them away. Whoever sees your screen sees what you see. Spy software sees all you type.
justme-truth-outside = For everything outside of this lock:
justme-first-go = Choose a passphrase
justme-only-read = Only read

# Making and opening
justme-make = Choose a passphrase
justme-make-lead = It opens all you write here. Use it nowhere else. If your browser offers to keep it, say no: others on this device could find it there.
justme-passphrase = Passphrase
justme-passphrase-hint = 12 letters or more. Five plain words that have nothing to do with each other are good, and easy to keep in mind. A machine could guess a short one.
justme-again = The same again
justme-show = Show what I type
justme-make-go = Make the lock
justme-offer = A recovery key
justme-offer-lead = If you forget your passphrase, this key still opens your pages. It is shown once, to print or to write down.
justme-offer-safe = Whoever finds it can read it all. Keep it where the other adults at home do not look, or with someone you trust. If there is no such place, do without.
justme-offer-go = Show me a key
justme-not-now = Not now
justme-paper = A key to keep
justme-paper-use = Where you are asked for a recovery key, type this. Spaces do not matter.
justme-paper-file = It also opens saved files without any website. Put it in a file called key.txt, without spaces.
justme-paper-rage = Then, with the program “rage” or “age”:
justme-paper-once = It is not shown again.
justme-print = Print
justme-paper-done = I have it
justme-locked = Locked.
justme-open = Open
justme-by-passkey = Open with a passkey
justme-forgot = I forgot my passphrase
justme-forgot-lead = Nobody can look it up or reset it. A recovery key opens your pages, if you made one.
justme-forgot-none = No recovery key was made for these pages. They stay, in case the passphrase comes back to you.
justme-recovery = Recovery key
justme-recovery-type = From your paper. It begins with AGE-SECRET-KEY-1.
justme-renew = Choose a new passphrase
justme-renew-lead = Your key worked. Nothing you wrote is lost.
justme-change-go = Change it
justme-bring = Bring in what waits here
justme-bring-lead = You wrote here before the passphrase was changed. The passphrase from then brings it in.
justme-bring-label = The passphrase from then
justme-bring-go = Bring it in
justme-cut-off = This device cannot reach your pages right now. Nothing is lost.
justme-retry = Try again

# The lock
justme-lock = The lock
justme-lock-hint = Passphrase, recovery key, a copy for this device, saving it all.
justme-lock-lead = It locks by itself after a minute without a touch, and at once when this page is hidden or you leave it.
justme-lock-now = Lock now
justme-change = Change the passphrase
justme-change-lead = From then on the old one opens nothing new. It still opens copies that somebody took before. If you use a passkey, add it again.
justme-current = Your passphrase now
justme-recovery-make = Make a recovery key
justme-recovery-again = Make a new recovery key
justme-recovery-has = There is one. A new one takes its place.
justme-recovery-replaces = The key you have now opens nothing more after this.
justme-passkey-add = Open with a passkey too
justme-passkey-hint = Your finger, face or PIN. Whoever can unlock this device can then open your pages.
justme-passkey-add-lead = Your device asks twice. It keeps the passkey in its list, by this site’s address and the name “Notes”: whoever can look there sees it.
justme-passkey-add-go = Make a passkey
justme-passkey-remove = Take the passkey away
justme-passkey-remove-lead = From then on it opens nothing new. Take it out of your device’s own list too: no page can do that.
justme-stay = Keep a locked copy on this device
justme-stay-hint = Then it opens without the internet. It stays, locked, when you sign out or leave. Someone who looks for it can see it is there.
justme-stay-not = Take the copy off this device
justme-export = Save everything as files
justme-export-lead = Two locked files: your pages, and the key to them. Keep both.
justme-export-pages = Save my pages
justme-export-key = Save the key
justme-export-open = The free program “rage” opens them, with your passphrase:
justme-export-recovery = Your recovery key opens them too, without the second file. Their names stay in your browser’s list of downloads.
justme-away = Throw it all away
justme-away-hint = For good.
justme-away-lead = All you wrote here goes, on the server and on this device. Nobody can bring it back. Files you saved stay yours.
justme-away-sure = Yes, throw away all that I wrote here, for good
justme-away-go = Throw it away

# The path
justme-path = A path for you alone
justme-path-hint = Twelve short exercises. Begin anywhere, stop at any time.
justme-path-read = To read, without writing.
justme-minutes = { $n ->
    [one] One minute
   *[other] { $n } minutes
}
justme-timer = { $n ->
    [one] Start one minute
   *[other] Start { $n } minutes
}
justme-begun = begun
justme-end = I am done
justme-later = Go on later
justme-before = What you wrote before

# Writing
justme-done = Done
justme-take-out = Take it out
justme-journal = Journal
justme-journal-hint = What you want to put somewhere.
justme-journal-lead = As much or as little as you like. It saves as you type.
justme-journal-new = Write something
justme-none = Nothing here yet.
justme-journal-one = Journal
justme-journal-text = What is on your mind?
justme-day = Day
justme-plan = My locked plan
justme-plan-hint = What to keep, put down, make simpler or ask for.
justme-plan-lead = One thing a line. You can change your mind each day.
justme-plan-new = Add a thing
justme-plan-one = One thing
justme-plan-what = What is it?
justme-plan-do = What will you do with it?
justme-plan-keep = Keep it
justme-plan-put-down = Put it down
justme-plan-simplify = Make it simpler
justme-plan-ask = Ask someone
justme-plan-how = How, from when, or whom?
justme-plan-safe = Never put down something that keeps a child safe.
justme-boundaries = My boundaries
justme-boundaries-hint = What you will do, whatever others do.
justme-boundaries-lead = A boundary is about what you will do. You need not tell anyone.
justme-boundaries-new = Write a boundary
justme-boundary-one = A boundary
justme-boundary-will = I will …
justme-boundary-will-hint = Something you can do, that is safe for you and the children. Keep this for yourself.
justme-boundary-why = Why it matters to me
justme-boundary-review = Look at it again on
justme-boundary-review-hint = You see it here then. Nothing is sent.
justme-stops = What I stop doing for two
justme-stops-hint = Things another adult can do for themselves.
justme-stops-lead = Their own things: their washing, their birthdays, their calls. Not what the children need.
justme-stops-new = Add one
justme-stop-one = One thing I stop
justme-stop-what = What will you stop doing for them?
justme-stop-then = What may happen then?
justme-stop-then-hint = Are the children, and you, still safe? If it could bring anger you fear, keep it for now.
justme-stop-instead = What will you do with that time?
justme-people = Who stands by me
justme-people-hint = Names, and what each is good for.
justme-people-lead = No one person can be all of it. Blanks show what to look for.
justme-people-new = Add someone
justme-person-one = Someone who stands by me
justme-person-name = Name
justme-person-good = What can you ask of them?
justme-person-good-hint = To listen, to take the children for an hour, to make you laugh.
justme-person-reach = How to reach them
justme-search = Search
justme-search-lead = It looks through all you wrote, on this device only.
justme-search-for = Words to look for

# Taking pages along
justme-along = Take pages to a session
justme-along-lead = Tick what a counsellor may read. Your words stay on this device, unless you make a link.
justme-along-show = Show my sheet
justme-along-seen = Add what I see elsewhere
justme-along-gone = It goes when this page locks. A saved file is not locked.
justme-lend = A link for a counsellor
justme-lend-lead = It opens the pages you ticked, without an account.
justme-lend-truth = The server keeps them locked. Whoever has the whole link can read them. Send it where nobody else at home can see it.
justme-lend-from = Your name, as the counsellor knows you
justme-lend-joint = Also the page that all of you chose

# Said by script. “#” is where a number, a time or a day goes.
justme-said-sent = Saved
justme-said-saving = Saving …
justme-said-offline = Kept on this device. It will be sent when the connection is back.
justme-said-signed-out = Kept on this device. It will be sent once you sign in again.
justme-said-busy = Kept on this device. It will be sent in a while.
justme-said-full = This is more than fits. The last words are not saved: take some older ones out.
justme-said-older = The server’s copy had gone back to an older one. Yours was kept.
justme-said-changed = What the server keeps does not open, or somebody changed it. Nothing was written over.
justme-said-relocked = The passphrase was changed on another device. Open your pages with the new one.
justme-said-newer = A newer version of this page wrote your pages. Load the page again.
justme-said-unsaved = Not saved yet: neither this device nor the server could keep it. Leave this page open.
justme-said-unsent = The server was not reached, so the lock is as it was.
justme-said-thrown = Your pages were thrown away on another device. What is still here was not sent.
justme-said-no-room = This browser lets nothing be kept here. What you write goes to the server only.
justme-said-idle = Locked, as nobody touched this page for a minute. What you wrote is saved.
justme-said-hidden = Locked when the page was hidden. What you wrote is saved.
justme-said-locked = Locked. What you wrote is saved.
justme-said-soon = This will lock soon. Touch the page or press a key to stay.
justme-said-count = Locks in # seconds. Touch to stay.
justme-said-time-up = The time is up.
justme-said-time-left = # left
justme-said-working = One moment …
justme-said-trouble = That did not work. Nothing was lost. Try again.
justme-said-passphrase = This passphrase does not open your pages. Nothing was lost.
justme-said-recovery = This key does not open your pages. Look at it once more, letter by letter.
justme-said-window = Your pages are open in another window. Lock them there first.
justme-said-short = Make it 12 letters or longer.
justme-said-long = Make it shorter than 1,000 letters.
justme-said-plain = Use more different letters.
justme-said-differ = The two are not the same.
justme-said-sure = Say that you are sure.
justme-said-unreachable = The server cannot be reached, so nothing was thrown away.
justme-said-gone = All of it is gone.
justme-said-changed-passphrase = The passphrase is changed.
justme-said-brought = It is back among your pages.
justme-said-stays = A locked copy stays on this device.
justme-said-stays-not = The copy is gone from this device.
justme-said-elsewhere = Written on another device on #:
justme-said-keep-this = Keep this one
justme-said-keep-both = Keep both
justme-said-nothing = No words yet
justme-said-review-now = Look at it again
justme-said-two-copies = Also written on another device
justme-said-not-found = Nothing found.
justme-said-taken-out = Taken out.
justme-said-undo = Undo
justme-said-passkey-name = Notes
justme-said-passkey = That did not work with a passkey. Nothing was changed or lost.
justme-said-forgotten = What you had typed was cleared.
justme-said-proof = That is not what you sign in with. Your passphrase does not work here. Nothing was thrown away.
justme-said-wait = Too many tries. Wait a while.
justme-said-pick = Tick a page first.
justme-said-days = From 1 to 30.
justme-said-many = You have many links. Take one back first.
justme-said-large = This is too long for a link. Tick fewer pages.
justme-said-copied = Copied.
justme-said-lent-until = This link works until #.
justme-said-lent-over = This link ended after #.
justme-said-lent-copy = Copy
justme-said-lent-back = Take it back
justme-said-lent-gone = Taken back. The link opens nothing any more.
