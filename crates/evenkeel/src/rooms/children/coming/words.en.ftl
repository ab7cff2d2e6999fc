# What the next year brings.

coming-title = What is coming
coming-intro = Work that begins or ends as your children grow, in the next twelve months. Nothing to do yet.
coming-door = The next twelve months, as they grow.
coming-no-children = With a birth month we can tell what the next year brings.
coming-nothing = Nothing new in the next twelve months. What there is goes on.
coming-how = Left is now, right is { $month }.
coming-month = { $month } { $year }
coming-from = from { $month }
coming-until = over by { $month }
coming-new = begins
coming-over = is there now, and ends
coming-table = As a table
coming-table-of = What the next year brings for { $name }
coming-what = What
coming-begins = Begins
coming-ends = Is over
coming-there = there now
coming-goes-on = goes on
coming-birthday = turns { $age } in { $month }
coming-born = to be born in { $month }
coming-questions = From { $month } on there are questions for a new age ({ $band }), like these:
