# Before one's own list: three questions to oneself.

preparation-title = Before you ask
preparation-door-hint = Three questions to yourself. Nobody else reads what you write.
preparation-lead = Before your own list, look over there for a moment. Five minutes are enough.
preparation-private = Only you see this
preparation-who-can-see = Who can see what
preparation-for-them = What might it be like for { $name }?
preparation-for-them-hint = Their mornings, their evenings, what they carry. A guess is fine. You will hear if it is so.
preparation-to-ask = What do you want to ask?
preparation-to-ask-hint = One question about them, with no advice in it.
preparation-afraid = What are you afraid to hear?
preparation-afraid-hint = It is easier to listen when you know what could hurt.
preparation-keep = Keep it for me
preparation-then = Keep it, and ask for a talk
