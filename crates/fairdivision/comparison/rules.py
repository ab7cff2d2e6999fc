"""Two published rules, for the quality of what they propose.

**Kajibuntan** (Igarashi and Yokoyama, AAAI 2023; the app's published code), for two. *Least
change*: if today's division is not EF1, the one who envies beyond one chore hands over the one
chore that is, in proportion, lightest for the other; then the same once for the other one, who may
envy by now. One chore each, so it may stop short of EF1. *Adjusted winner*: one of the two, by a
coin, starts with everything and hands over, from what is in proportion lightest for the other,
until the division is EF1, then on for as long as the other does not envy. Both sides of the coin
are taken here, and the worse and the better told.

**Spliddit** ("distribute tasks", after Ebadian, Peters and Shah, "How to Fairly Allocate Easy and
Difficult Chores", AAMAS 2022), for any number. A Fisher market with indivisible chores: everyone
holds only chores of least pain per buck. While somebody earns more than the least earner even
without the best paid chore, a chore moves along a path of least pain per buck towards the least
earner; where no path leads, the pay of everything held by those connected to the least earner is
lowered until one does. Proved to end for two sorts of chores and believed to in general; readings
taken where the description leaves it open: pay starts at the least cost to anyone, and the chore
goes to that one; of several paths the shortest; ties by index; after 200,000 steps it is stopped
and told as such. Costs are everyone's share of the own total.

Both ignore weights, `cannot` and locks, so they are tried only where there are none.
"""

from collections import deque

STEPS_MAX = 200_000


def piles(instance, owners, eyes):
    piles = [0] * instance.carers
    for thing, owner in enumerate(owners):
        piles[owner] += instance.burdens[eyes][thing]
    return piles


def is_ef1_for(instance, owners, carer):
    seen = piles(instance, owners, carer)
    own = [instance.burdens[carer][o] for o, owner in enumerate(owners) if owner == carer]
    left = seen[carer] - max(own, default=0)
    return all(left <= pile for other, pile in enumerate(seen) if other != carer)


def is_ef1(instance, owners):
    return all(is_ef1_for(instance, owners, carer) for carer in range(instance.carers))


def envies(instance, owners, carer):
    seen = piles(instance, owners, carer)
    return any(seen[carer] > pile for pile in seen)


def in_proportion(instance, giver, taker):
    """What the taker minds least for what the giver gets rid of, first."""
    ratio = lambda o: (instance.burdens[taker][o] / instance.burdens[giver][o], o)
    return sorted(range(instance.things), key=ratio)


def least_change(instance):
    owners = list(instance.current)
    if is_ef1(instance, owners):
        return owners
    for giver, taker in ((1, 0), (0, 1)):
        if not is_ef1_for(instance, owners, giver):
            held = (o for o in in_proportion(instance, giver, taker) if owners[o] == giver)
            owners[next(held)] = taker
    return owners


def adjusted_winner(instance, first):
    other = 1 - first
    owners = [first] * instance.things
    for thing in in_proportion(instance, first, other):
        handed_on = owners[:thing] + [other] + owners[thing + 1 :]
        if is_ef1(instance, owners) and envies(instance, handed_on, other):
            break
        owners = handed_on
    return owners


def market(instance):
    """The owners, and whether it came to its end."""
    costs = [[burden / total for burden in own] for own, total in zip(instance.burdens, instance.totals)]
    carers, things = range(instance.carers), range(instance.things)
    owners = [min(carers, key=lambda i: (costs[i][o], i)) for o in things]
    pay = [costs[owners[o]][o] for o in things]
    for _ in range(STEPS_MAX):
        earned = [0.0] * instance.carers
        best_paid = [0.0] * instance.carers
        for o in things:
            earned[owners[o]] += pay[o]
            best_paid[owners[o]] = max(best_paid[owners[o]], pay[o])
        least = min(carers, key=lambda i: (earned[i], i))
        if all(earned[i] - best_paid[i] <= earned[least] * (1 + 1e-12) for i in carers):
            return owners, True
        pain = [min(costs[i][o] / pay[o] for o in things) for i in carers]
        step, reached = towards(instance, costs, owners, pay, pain, earned, least)
        if step is not None:
            thing, taker = step
            owners[thing] = taker
            continue
        outside = [o for o in things if owners[o] not in reached]
        if not outside:
            return owners, False
        factor = max(pain[i] * pay[o] / costs[i][o] for i in reached for o in outside)
        if factor <= 0.0 or factor >= 1.0:
            return owners, False
        for o in things:
            if owners[o] in reached:
                pay[o] *= factor
    return owners, False


def towards(instance, costs, owners, pay, pain, earned, least):
    """The last step of the shortest path from someone who earns too much to the least earner."""
    reached, queue = {least}, deque([least])
    while queue:
        taker = queue.popleft()
        for o in range(instance.things):
            holder = owners[o]
            if holder == taker or costs[taker][o] / pay[o] > pain[taker] * (1 + 1e-12):
                continue
            if earned[holder] - pay[o] > earned[least] * (1 + 1e-12):
                return (o, taker), reached
            if holder not in reached:
                reached.add(holder)
                queue.append(holder)
    return None, reached
