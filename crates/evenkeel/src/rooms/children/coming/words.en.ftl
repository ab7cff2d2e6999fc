# What the next year brings.

coming-title = What is coming
coming-intro = Work that begins, or becomes less, as your children grow, in the next twelve months. Nothing to do yet.
coming-door = The next twelve months, as they grow.
coming-no-children = With a birth month we can tell what the next year brings.
coming-nothing = Nothing new in the next twelve months. What there is goes on.
coming-how = Left is now, right is { $month }.
coming-month = { $month } { $year }
coming-from = from { $month }
coming-until = mostly over by { $month }
coming-theirs = they mostly do this themselves from { $month }
coming-talk = talk about it before they meet it
coming-new = begins
coming-over = is there now, and becomes less
coming-table = As a table
coming-table-of = What the next year brings for { $name }
coming-what = What
coming-begins = Begins
coming-ends = Becomes less
coming-there = there now
coming-goes-on = goes on
coming-birthday = turns { $age } in { $month }
coming-born = to be born in { $month }
coming-questions = From { $month } on there are questions for a new age ({ $band }), like these:
