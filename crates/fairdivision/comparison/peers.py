"""Leximin by levels with integer models, for OR-Tools CP-SAT and HiGHS.

Place k of the sorted ratios is one model: with v1 … v(k-1) proved, at most j carers may be above
v(j+1) for every j < k - 1, at most k - 1 above t, and t is made as small as can be. Ratios are
brought to one common denominator, so t is a whole number. Each model starts from the division of
the one before. A place that is not proved within the time ends the run.
"""

import math
import time
from fractions import Fraction


class Solved:
    def __init__(self):
        self.vector, self.owners, self.seconds, self.proved = [], None, 0.0, False


def scale(instance):
    """Whole numbers: a load of carer i times factor[i] is the ratio times the denominator."""
    parts = [total * weight for total, weight in zip(instance.totals, instance.weights)]
    denominator = math.lcm(*parts)
    together = sum(instance.weights)
    return [together * denominator // part for part in parts], denominator


def sorted_ratios(instance, owners):
    together = sum(instance.weights)
    ratios = (
        Fraction(load * together, total * weight)
        for load, total, weight in zip(instance.loads(owners), instance.totals, instance.weights)
    )
    return sorted(ratios, reverse=True)


def by_levels(instance, seconds_max, solve_place):
    solved = Solved()
    start = time.perf_counter()
    factors, denominator = scale(instance)
    values, owners = [], None
    for _ in range(instance.carers):
        value, owners, proved = solve_place(instance, factors, values, owners, seconds_max)
        if owners is not None:
            solved.owners = owners
        if not proved:
            break
        values.append(value)
    solved.seconds = time.perf_counter() - start
    solved.vector = [Fraction(value, denominator) for value in values]
    solved.proved = len(values) == instance.carers
    return solved


def cp_sat(instance, seconds_max, threads):
    from ortools.sat.python import cp_model

    def place(instance, factors, values, hint, seconds_max):
        model = cp_model.CpModel()
        has = [{i: model.NewBoolVar("") for i in each} for each in instance.allowed]
        for each in has:
            model.AddExactlyOne(each.values())
        loads = [
            sum(instance.burdens[i][o] * each[i] for o, each in enumerate(has) if i in each)
            for i in range(instance.carers)
        ]
        most = [total * factor for total, factor in zip(instance.totals, factors)]
        t = model.NewIntVar(0, values[-1] if values else max(most), "t")
        above = [[model.NewBoolVar("") for _ in factors] for _ in range(len(values))]
        limits = values[1:] + [t]
        for i, factor in enumerate(factors):
            if values:
                model.Add(loads[i] * factor <= values[0])
            else:
                model.Add(loads[i] * factor <= t)
            for level, limit in enumerate(limits if values else []):
                model.Add(loads[i] * factor <= limit).OnlyEnforceIf(above[level][i].Not())
        for level, those in enumerate(above):
            model.Add(sum(those) <= level + 1)
        if hint:
            for o, each in enumerate(has):
                for i, variable in each.items():
                    model.AddHint(variable, int(hint[o] == i))
        model.Minimize(t)
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds_max
        solver.parameters.num_workers = threads
        status = solver.Solve(model)
        if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
            return None, hint, False
        owners = [next(i for i, x in each.items() if solver.Value(x)) for each in has]
        # The value is read off the division, not off t.
        value = place_value(instance, factors, owners, len(values))
        return value, owners, status == cp_model.OPTIMAL

    return by_levels(instance, seconds_max, place)


def place_value(instance, factors, owners, place):
    loads = instance.loads(owners)
    return sorted((load * factor for load, factor in zip(loads, factors)), reverse=True)[place]


def highs(instance, seconds_max, threads):
    import highspy

    def place(instance, factors, values, hint, seconds_max):
        model = highspy.Highs()
        model.setOptionValue("output_flag", False)
        model.setOptionValue("threads", threads)
        model.setOptionValue("time_limit", float(seconds_max))
        model.setOptionValue("mip_rel_gap", 0.0)
        model.setOptionValue("mip_abs_gap", 0.0)
        # In ratios, not in whole numbers: large coefficients harm a solver with floats. What it
        # finds is recomputed exactly; what it proves, it proves to its own tolerances.
        unit = 1000.0 / max(total * factor for total, factor in zip(instance.totals, factors))
        ratios = [factor * unit for factor in factors]
        has = [{i: model.addBinary() for i in each} for each in instance.allowed]
        for each in has:
            model.addConstr(sum(each.values()) == 1)
        most = [total * ratio for total, ratio in zip(instance.totals, ratios)]
        t = model.addVariable(lb=0, ub=values[-1] * unit if values else max(most))
        above = [[model.addBinary() for _ in factors] for _ in range(len(values))]
        limits = [value * unit for value in values[1:]] + [t]
        for i in range(instance.carers):
            load = model.expr()
            for o, each in enumerate(has):
                if i in each:
                    load += instance.burdens[i][o] * ratios[i] * each[i]
            if values:
                model.addConstr(load <= values[0] * unit)
            else:
                model.addConstr(load <= t)
            for level, limit in enumerate(limits if values else []):
                model.addConstr(load - most[i] * above[level][i] <= limit)
        for level, those in enumerate(above):
            model.addConstr(sum(those) <= level + 1)
        if hint:
            start = highspy.HighsSolution()
            start.col_value = start_values(instance, ratios, has, values, unit, hint)
            model.setSolution(start)
        model.minimize(t)
        status = model.getModelStatus()
        info = model.getInfo()
        if info.primal_solution_status != highspy.SolutionStatus.kSolutionStatusFeasible:
            return None, hint, False
        found = model.getSolution().col_value
        owners = [max(each, key=lambda i: found[each[i].index]) for each in has]
        value = place_value(instance, factors, owners, len(values))
        return value, owners, status == highspy.HighsModelStatus.kOptimal

    return by_levels(instance, seconds_max, place)


def start_values(instance, ratios, has, values, unit, hint):
    """The columns of the division before, in the order they were added."""
    columns = [float(hint[o] == i) for o, each in enumerate(has) for i in each]
    loads = [load * ratio for load, ratio in zip(instance.loads(hint), ratios)]
    columns.append(sorted(loads, reverse=True)[len(values)])
    limits = [value * unit for value in values[1:]] + [columns[-1]]
    for limit in limits if values else []:
        columns.extend(float(load > limit + 1e-9) for load in loads)
    return columns
