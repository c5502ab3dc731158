"""The functions of the session as cells have them, and the calls that wait for an answer."""
import _thread
import json
import os
import sys

MOST = 6_000_000  # the host ends a process whose frames are too long; a large write is better told


class ToolError(Exception):
    """A function of the harness failed, or was refused."""


ToolError.__module__ = "builtins"


class Place:
    """Functions of the harness under one name."""

    def __init__(self, name):
        self.__dict__["_name"] = name

    def __setattr__(self, name, value):
        raise AttributeError("%s is the harness's own: give your %s another name" % (self._name, name))

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    def __getattr__(self, name):
        known = ", ".join(each for each in self.__dict__ if each != "_name")
        raise AttributeError("%s has no function %s; it has: %s" % (self._name, name, known))

    def __repr__(self):
        return "<functions of %s>" % self._name


def plain_path(value):
    if isinstance(value, os.PathLike):
        return os.fspath(value)
    raise TypeError("%s is no JSON data" % type(value).__name__)


class Calls:
    """Calls that wait for their answer."""

    def __init__(self):
        self.cell, self.count, self.waiting, self.loop = "", 0, {}, None

    def tool(self, name, parameters):
        async def tool(*values, **named):
            return await self.call(name, self.boxes(name, parameters, values, named))

        tool.__name__ = tool.__qualname__ = name
        tool.__doc__ = "await %s(%s): `print(await api.describe(%r))` says more." % (name, ", ".join(parameters), name)
        return tool

    @staticmethod
    def boxes(name, parameters, values, named):
        """Arguments in the order of the parameters, each in a box: an empty one stands for none."""
        wanted = "%s(%s)" % (name, ", ".join(parameters))
        if len(values) > len(parameters):
            raise TypeError("%s takes %d arguments, and was given %d" % (wanted, len(parameters), len(values)))
        found = {key: [value] for key, value in zip(parameters, values)}
        for key, value in named.items():
            plain = key[:-1] if key.endswith("_") and key not in parameters else key
            if plain not in parameters:
                raise TypeError("%s has no parameter %s" % (wanted, key))
            if plain in found:
                raise TypeError("%s was given %s twice" % (wanted, key))
            found[plain] = [value]
        boxes = [found.get(key, []) for key in parameters]
        # None says that it is left out: JSON has no undefined, and no parameter here means something by null.
        boxes = json.dumps([[] if box == [None] else box for box in boxes], allow_nan=False, default=plain_path)
        if len(boxes) > MOST:
            raise ToolError("%s was given more than %d characters; do it in parts" % (name, MOST))
        return boxes

    async def call(self, name, boxes):
        import asyncio

        loop = asyncio.get_running_loop()
        if _thread.get_ident() != MAIN:
            raise ToolError("%s can be called in the main thread only" % name)
        if self.loop is not loop:
            self.loop = loop
            loop.add_reader(3, self.feed)
        self.count += 1
        future = self.waiting[self.count] = loop.create_future()
        channel.send({"type": "call", "cell": self.cell, "call": self.count, "tool": name, "json": boxes})
        return await future

    def feed(self):
        def take():
            channel.more()
            while True:
                frame = channel.held()
                if frame is None:
                    return
                self.hear(frame)

        interrupts.whole(take)

    def hear(self, frame):
        if frame["type"] == "pause":
            return self.pause()
        future = self.waiting.pop(frame.get("call"), None)
        if future is None or future.done() or future.get_loop().is_closed():
            return
        if "error" in frame:
            future.set_exception(ToolError(frame["error"]))
        else:
            future.set_result(json.loads(frame["json"]) if "json" in frame else None)

    async def idle(self):
        import asyncio

        loop = asyncio.get_running_loop()
        await asyncio.wait([each for each in self.waiting.values() if each.get_loop() is loop] or [loop.create_task(asyncio.sleep(0.01))])

    def pause(self):
        """Stands still while the host takes what was written and shows the workspace anew."""
        here.remember()
        channel.send({"type": "paused", "busy": bool(here.written())})
        held = []
        frame = channel.receive()
        while frame["type"] != "go":
            held.append(frame)
            frame = channel.receive()
        here.enter()
        if "importlib" in sys.modules:
            sys.modules["importlib"].invalidate_caches()
        for each in held:
            self.hear(each)
