"""Evaluates arithmetic on whole numbers: + - * / (rounding towards zero), brackets, a minus in front. Errors raise SyntaxError, division by zero ZeroDivisionError."""
import re


def tokens(text):
    found = re.findall(r"\s*(\d+|[-+*/()])", text)
    if "".join(found) != re.sub(r"\s+", "", text):
        raise SyntaxError("cannot be read: " + text)
    return found


def divide(a, b):
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


class Parser:
    def __init__(self, text):
        self.tokens = tokens(text)
        self.at = 0

    def peek(self):
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def take(self):
        token = self.peek()
        self.at += 1
        return token

    def sum(self):
        value = self.product()
        if self.peek() in ("+", "-"):
            if self.take() == "+":
                return value + self.sum()
            return value - self.sum()
        return value

    def product(self):
        value = self.atom()
        while self.peek() in ("*", "/"):
            if self.take() == "*":
                value *= self.atom()
            else:
                value = divide(value, self.atom())
        return value

    def atom(self):
        token = self.take()
        if token == "-":
            return -self.atom()
        if token == "(":
            value = self.sum()
            if self.take() != ")":
                raise SyntaxError("a bracket is open")
            return value
        if token is None or not token.isdigit():
            raise SyntaxError("a number is missing")
        return int(token)


def evaluate(text):
    parser = Parser(text)
    value = parser.sum()
    if parser.peek() is not None:
        raise SyntaxError("too much: " + parser.peek())
    return value
