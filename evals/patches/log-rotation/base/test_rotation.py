import unittest

from rotation import Policy, due, plan, plan_all, rehearse, rotated


class RotationTest(unittest.TestCase):
    def test_first_rotation(self):
        self.assertEqual(plan("app.log", ["app.log"], Policy()), [("rename", "app.log", "app.log.1"), ("create", "app.log")])

    def test_all_move_up(self):
        self.assertEqual(
            plan("app.log", ["app.log", "app.log.1", "app.log.2.gz"], Policy()),
            [
                ("rename", "app.log.2.gz", "app.log.3.gz"),
                ("rename", "app.log.1", "app.log.2"),
                ("rename", "app.log", "app.log.1"),
                ("create", "app.log"),
                ("compress", "app.log.2"),
            ],
        )

    def test_more_than_nine(self):
        names = ["app.log", *("app.log.%d.gz" % number for number in range(1, 12))]
        steps = plan("app.log", names, Policy(keep=20, plain=0))
        self.assertEqual(steps[0], ("rename", "app.log.11.gz", "app.log.12.gz"))
        self.assertEqual(len(rehearse(steps, names)), 13)

    def test_the_oldest_is_deleted(self):
        names = ["app.log", "app.log.1", "app.log.2.gz", "app.log.3.gz"]
        steps = plan("app.log", names, Policy(keep=3))
        self.assertEqual(steps[0], ("delete", "app.log.3.gz"))
        self.assertEqual(rehearse(steps, names), ["app.log", "app.log.1", "app.log.2.gz", "app.log.3.gz"])

    def test_files_above_a_free_number_stay(self):
        names = ["app.log", "app.log.1", "app.log.2.gz", "app.log.4.gz"]
        steps = plan("app.log", names, Policy())
        self.assertEqual(steps[:2], [("rename", "app.log.2.gz", "app.log.3.gz"), ("rename", "app.log.1", "app.log.2")])
        self.assertEqual(len(rehearse(steps, names)), 5)

    def test_number_one_is_free(self):
        names = ["app.log", "app.log.2.gz"]
        steps = plan("app.log", names, Policy())
        self.assertEqual(rehearse(steps, names), ["app.log", "app.log.1", "app.log.2.gz"])

    def test_compressing_was_broken_off(self):
        names = ["app.log", "app.log.1", "app.log.1.gz"]
        steps = plan("app.log", names, Policy())
        self.assertEqual(steps[0], ("delete", "app.log.1.gz"))
        self.assertEqual(rehearse(steps, names), ["app.log", "app.log.1", "app.log.2.gz"])

    def test_other_files(self):
        names = ["app.log.bak", "app.log.01", "app.log.0", "app-log.1", "app.log.1.gz.gz", "my-app.log.1", "app.log.3"]
        self.assertEqual(rotated("app.log", names), {3: ["app.log.3"]})

    def test_no_log(self):
        self.assertEqual(plan("app.log", ["app.log.1"], Policy()), [])

    def test_due(self):
        self.assertTrue(due(Policy(size=100), 100, 0))
        self.assertFalse(due(Policy(size=100), 99, 365))
        self.assertTrue(due(Policy(size=100, days=7), 99, 7))
        self.assertFalse(due(Policy(size=100, days=7), 0, 8))

    def test_several_logs(self):
        steps = plan_all({"b.log": (200, 1), "a.log": (300, 1), "c.log": (10, 1)}, ["a.log", "b.log"], Policy(size=100))
        self.assertEqual([step[1] for step in steps], ["a.log", "a.log", "b.log", "b.log"])

    def test_keep_nothing(self):
        with self.assertRaises(ValueError):
            plan("app.log", ["app.log"], Policy(keep=0))
