# Help, and the two doors at its neutral address.

help-title = Help
help-place = Where are you?
help-other-place = Somewhere else?
help-show-place = Show these lines
help-read = To read
help-not-kept = Nobody is told that you opened this. Nothing you press here is kept.
help-back = ← All help
help-lines = Show lines to call
help-text = Text { $number }
help-text-word = Text { $word } to { $number }
help-tty = TTY { $number }
help-whatsapp = WhatsApp { $number }

help-doors = Where to?
help-door-help = Numbers to call, and things to read.
help-door-me = What is only yours.
