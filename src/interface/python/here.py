"""Where the process is, in a workspace that is mounted anew under it."""
import os


class Here:
    """Where the process is: the workspace is mounted anew under it, so what it holds open there is of the past."""

    def __init__(self, root):
        self.root = self.folder = root

    def remember(self):
        try:
            self.folder = os.getcwd()
        except OSError:
            pass  # it was removed by the cell itself

    def enter(self):
        try:
            os.chdir(self.folder)
        except OSError:
            os.chdir(self.root)
            self.folder = self.root

    def written(self):
        """Files of the workspace that are open for writing, or mapped so."""
        found = {}
        inside = self.root + os.sep
        try:
            for name in os.listdir("/proc/self/fd"):
                try:
                    path = os.readlink("/proc/self/fd/" + name)
                    if not path.startswith(inside):
                        continue
                    with open("/proc/self/fdinfo/" + name) as info:
                        mode = next(int(line.split()[1], 8) for line in info if line.startswith("flags:"))
                except (OSError, StopIteration):
                    continue
                if mode & 3:
                    found[path[len(inside) :]] = True
            with open("/proc/self/maps") as maps:
                for line in maps:
                    parts = line.split(None, 5)
                    if len(parts) == 6 and parts[1][1] == "w" and parts[1][3] == "s" and parts[5].startswith(inside):
                        found[parts[5][len(inside) :].rstrip("\n")] = True
        except OSError:
            pass
        return [name.replace(" (deleted)", "") for name in found]
