import unittest

from plan import Plan


def garden():
    plan = Plan()
    plan.add("design", 2)
    plan.add("order plants", 1, after=["design"])
    plan.add("dig", 4, after=["design"])
    plan.add("plant", 2, after=["dig", "order plants"])
    plan.add("fence", 3, after=["dig"])
    return plan


class PlanTest(unittest.TestCase):
    def test_earliest_days(self):
        plan = garden()
        self.assertEqual(plan.earliest("design"), (0, 2))
        self.assertEqual(plan.earliest("plant"), (6, 8))

    def test_days_of_the_whole_project(self):
        self.assertEqual(garden().days, 9)
        self.assertEqual(Plan().days, 0)

    def test_not_before(self):
        plan = Plan()
        plan.add("delivery", 0, not_before=7)
        plan.add("unpack", 1, after=["delivery"])
        self.assertEqual(plan.earliest("unpack"), (7, 8))

    def test_latest_of_a_chain(self):
        plan = Plan()
        plan.add("dig", 3)
        plan.add("pour", 2, after=["dig"])
        self.assertEqual(plan.latest("dig"), (0, 3))
        self.assertEqual(plan.latest("pour"), (3, 5))

    def test_latest_of_a_task_that_several_wait_for(self):
        self.assertEqual(garden().latest("design"), (0, 2))

    def test_a_task_nobody_waits_for_may_finish_with_the_project(self):
        self.assertEqual(garden().latest("plant"), (7, 9))

    def test_slack(self):
        plan = garden()
        self.assertEqual(plan.slack("order plants"), 4)
        self.assertEqual(plan.slack("dig"), 0)

    def test_free_slack(self):
        plan = garden()
        self.assertEqual(plan.free_slack("order plants"), 3)
        self.assertEqual(plan.free_slack("plant"), 1)

    def test_critical_path(self):
        self.assertEqual(garden().critical(), ["design", "dig", "fence"])

    def test_table(self):
        plan = Plan()
        plan.add("cook", 2)
        plan.add("set", 1)
        self.assertEqual(plan.table(), ["cook   0   0   0 *", "set    0   1   1"])

    def test_refused_tasks_leave_the_plan_alone(self):
        plan = garden()
        for given in [("dig", 1), ("rest", -1), ("rest", 1, ["sow"])]:
            with self.assertRaises(ValueError):
                plan.add(*given)
        self.assertEqual(plan.days, 9)
