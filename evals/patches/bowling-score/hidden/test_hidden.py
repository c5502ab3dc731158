import random
import unittest

from bowling import Game, NotAllowed


def plain_scores(balls):
    """The running totals from the flat list of balls."""
    totals, total, at = [], 0, 0
    for _ in range(10):
        if balls[at:at + 1] == [10]:
            used, step = balls[at:at + 3], 1
            need = 3
        elif sum(balls[at:at + 2]) == 10 and len(balls[at:at + 2]) == 2:
            used, step = balls[at:at + 3], 2
            need = 3
        else:
            used, step = balls[at:at + 2], 2
            need = 2
        if len(used) < need:
            break
        total += sum(used)
        totals.append(total)
        at += step
    return totals


def games(count, strikes=0.3, spares=0.3):
    """Random games, ball by ball: (the game, the balls, how many pins stand next) after each ball."""
    chance = random.Random(41)
    for _ in range(count):
        game, balls = Game(), []
        for frame in range(10):
            standing, most = 10, 2
            thrown = []
            while len(thrown) < most:
                kind = chance.random()
                pins = standing if kind < (strikes if standing == 10 else spares) else chance.randint(0, standing)
                yield game, balls, standing
                game.roll(pins)
                balls.append(pins)
                thrown.append(pins)
                standing -= pins
                if frame < 9:
                    if standing == 0:
                        break
                else:
                    if standing == 0:
                        standing, most = 10, 3
        yield game, balls, 0


class Hidden(unittest.TestCase):
    def test_scores_after_each_ball(self):
        for game, balls, _ in games(120):
            self.assertEqual(game.scores(), plain_scores(balls), balls)

    def test_scores_with_many_strikes(self):
        for game, balls, _ in games(60, 0.8, 0.8):
            self.assertEqual(game.scores(), plain_scores(balls), balls)

    def test_standing_and_over(self):
        for game, balls, standing in games(60, 0.5):
            self.assertEqual(game.standing, standing, balls)
            self.assertEqual(game.is_over, standing == 0, balls)

    def test_refusals_change_nothing(self):
        for game, balls, standing in games(30, 0.5):
            before = (game.scores(), game.card(), game.standing)
            for pins in (-1, standing + 1, 11):
                with self.assertRaises(NotAllowed):
                    game.roll(pins)
            if standing == 0:
                with self.assertRaises(NotAllowed):
                    game.roll(0)
            self.assertEqual((game.scores(), game.card(), game.standing), before)

    def test_asking_changes_nothing(self):
        game = Game()
        self.assertEqual((game.scores(), game.card(), game.standing, game.is_over), ([], [], 10, False))
        for pins in (10, 10, 4):
            game.roll(pins)
            self.assertEqual(game.scores(), game.scores())
            self.assertEqual(game.card(), game.card())

    def test_cards(self):
        def card(*balls):
            game = Game()
            for pins in balls:
                game.roll(pins)
            return game.card()

        self.assertEqual(card(0, 10, 0, 0, 9), ["-/", "--", "9"])
        self.assertEqual(card(*[0] * 18, 10, 4, 6), ["--"] * 9 + ["X4/"])
        self.assertEqual(card(*[10] * 12), ["X"] * 9 + ["XXX"])
        self.assertEqual(card(*[0] * 18, 3, 7, 10), ["--"] * 9 + ["3/X"])
        self.assertEqual(card(*[0] * 18, 10, 0, 10), ["--"] * 9 + ["X-/"])
