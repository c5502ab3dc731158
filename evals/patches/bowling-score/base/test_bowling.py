import unittest

from bowling import Game, NotAllowed


def rolled(*balls):
    game = Game()
    for pins in balls:
        game.roll(pins)
    return game


class BowlingTest(unittest.TestCase):
    def test_a_game_without_pins(self):
        self.assertEqual(rolled(*[0] * 20).scores(), [0] * 10)

    def test_open_frames_add_up(self):
        self.assertEqual(rolled(3, 4, 0, 5).scores(), [7, 12])

    def test_a_spare_counts_the_next_ball(self):
        self.assertEqual(rolled(5, 5, 3, 0).scores(), [13, 16])

    def test_a_strike_counts_the_next_two_balls(self):
        self.assertEqual(rolled(10, 3, 4).scores(), [17, 24])

    def test_a_strike_waits_for_the_balls_it_counts(self):
        self.assertEqual(rolled(1, 2, 10).scores(), [3])

    def test_two_strikes_in_a_row(self):
        self.assertEqual(rolled(10, 10, 4, 2).scores(), [24, 40, 46])

    def test_the_perfect_game(self):
        self.assertEqual(rolled(*[10] * 12).scores()[-1], 300)

    def test_the_last_frame_has_a_third_ball_after_a_spare(self):
        game = rolled(*[0] * 18, 6, 4, 7)
        self.assertTrue(game.is_over)
        self.assertEqual(game.scores()[-1], 17)

    def test_more_pins_than_stand_are_refused(self):
        game = rolled(6)
        with self.assertRaises(NotAllowed):
            game.roll(5)
        self.assertEqual(game.standing, 4)

    def test_card(self):
        self.assertEqual(rolled(10, 7, 3, 0, 9).card(), ["X", "7/", "-9"])


if __name__ == "__main__":
    unittest.main()
