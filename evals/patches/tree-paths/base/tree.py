"""Trees of paths such as "a/b/c.txt": folders and files by name."""


def build(paths):
    """Nested dicts: a folder is a dict, a file None. A name that would be both raises ValueError."""
    root = {}
    for path in paths:
        folder = root
        *parents, name = path.split("/")
        for parent in parents:
            folder = folder.setdefault(parent, {})
            if folder is None:
                raise ValueError("both file and folder: " + path)
        if folder.get(name) is not None:
            raise ValueError("both file and folder: " + path)
        folder[name] = None
    return root


def render(tree, indent=""):
    """Lines of the tree: folders first and with a slash, each in alphabetical order, two spaces deeper a level."""
    lines = []
    for name in sorted(tree):
        if tree[name] is None:
            lines.append(indent + name)
        else:
            lines.append(indent + name + "/")
            lines += render(tree[name], indent + "  ")
    return lines


def count(tree):
    """(folders, files) below."""
    folders = files = 0
    for inside in tree.values():
        if inside is None:
            files += 1
        else:
            more_folders, more_files = count(inside)
            folders += 1 + more_folders
            files += more_files
    return folders, files
