# Just me.

justme-title = Just me
justme-intro = For you alone. Nobody else in your family space can open what is here, or see that you did.
justme-sign-in = What is only yours opens after you sign in.
justme-plan = My plan
justme-plan-first = Card by card: keep it, put it down, make it simpler, ask someone.
justme-plan-again = What you would keep, put down, make simpler or ask for.
justme-settings = My settings
justme-settings-hint = Your sign-in, where you are signed in, where “Leave this page” goes.
justme-load = Is this more than a heavy load?
justme-load-hint = A page to read. Nothing is asked.
justme-yours = Only yours
justme-yours-plan = Your plan, always.
justme-yours-sort = Who carries what, as you see it, until everyone has closed theirs and opens it.
justme-yours-heavy = How heavy a card is to you, what you would like and what you cannot do. These are never opened.
justme-yours-guess = Your guesses about someone else.
justme-yours-settings = Your settings.
justme-truth = How private is that?
justme-truth-lock = No other person’s sign-in here can open these. They are not locked with a key that only you have.
justme-truth-device = Anyone with your unlocked phone or computer sees what you see.
justme-who = Who can see what
