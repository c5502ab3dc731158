import { execFileSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { check, project, told } from "./unconfined-run.ts";

const sums = "def add(a, b):\n    return a - b\n";
const unittests = `import unittest
from sums import add

class Adding(unittest.TestCase):
    def test_adds(self):
        self.assertEqual(add(1, 2), 3)
    def test_zero(self):
        self.assertEqual(add(1, 0), 1)
    @unittest.skip("lazy")
    def test_lazy(self):
        pass
    def test_all(self):
        for each in range(2):
            with self.subTest(each=each):
                self.assertEqual(each, 0)

if __name__ == "__main__":
    unittest.main()
`;
const unittestTold = {
  "test_sums.py > Adding > test_adds": "failed",
  "test_sums.py > Adding > test_all": "failed",
  "test_sums.py > Adding > test_lazy": "skipped",
  "test_sums.py > Adding > test_zero": "passed",
};

describe("unittest", () => {
  test.each([undefined, "python3 -m unittest", "python3 test_sums.py"])(
    "`%s` is told by name",
    async (verify) => {
      const run = await check(project({ "sums.py": sums, "test_sums.py": unittests }), verify);
      expect(run.check.runner).toBe("unittest");
      expect(told(run)).toEqual(unittestTold);
      expect(run).toMatchObject({ exit: 1, ended: true });
      expect(run.tests.find(({ name }) => name.endsWith("adds"))).toMatchObject({
        message: "AssertionError: -1 != 3",
        location: { file: "test_sums.py", line: 6 },
      });
    },
  );

  test("tests in a folder are found and named by their file", async () => {
    const run = await check(
      project({ "sums.py": sums, "tests/test_sums.py": unittests, "tests/__init__.py": "" }),
    );
    expect(run.check.command).toBe("python3 -m unittest discover -s tests -t . -v");
    expect(Object.keys(told(run))).toContain("tests/test_sums.py > Adding > test_zero");
  });

  test("a test file that does not load is a failed test", async () => {
    const run = await check(project({ "sums.py": "def add(:\n", "test_sums.py": unittests }));
    expect(told(run)).toEqual({ "test_sums.py": "failed" });
    expect(run.tests[0]?.message).toContain("SyntaxError");
  });

  test("a class or a module that cannot be set up is failed under its own name", async () => {
    const broken = `${unittests}
def setUpModule():
    pass
class Broken(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        raise ValueError("no")
    def test_x(self):
        pass
`;
    const run = await check(project({ "sums.py": sums, "test_sums.py": broken }), "python3 -m unittest");
    expect(told(run)).toEqual({ ...unittestTold, "test_sums.py > Broken": "failed" });
    const module = await check(
      project({
        "sums.py": sums,
        "test_sums.py": broken.replace("pass\nclass", "raise ValueError()\nclass"),
      }),
      "python3 -m unittest",
    );
    expect(told(module)).toEqual({ "test_sums.py": "failed" });
  });

  test("an early exit in the source is not an end", async () => {
    const run = await check(project({ "sums.py": "import os; os._exit(0)", "test_sums.py": unittests }));
    expect(run).toMatchObject({ exit: 0, ended: false, tests: [] });
    expect(run.trouble).toContain("os._exit was called in sums.py:1");
  });

  test.each(["import sys; sys.exit(0)", "raise SystemExit(0)"])(
    "`%s` in the source is a failure",
    async (source) => {
      const run = await check(project({ "sums.py": source, "test_sums.py": unittests }));
      expect(told(run)).toEqual({ "test_sums.py": "failed" });
    },
  );
});

/** A folder whose python3 has pytest, when this machine has one. */
function pytestFolder(): string | undefined {
  try {
    const python = execFileSync("sh", ["-c", 'python3 -c "import pytest, sys; print(sys.prefix)"'], {
      stdio: "pipe",
    });
    return `${python.toString().trim()}/bin`;
  } catch {
    return undefined;
  }
}

const folder = pytestFolder();

describe.skipIf(folder === undefined)("pytest", () => {
  const tests = `import pytest
from sums import add

def test_adds():
    assert add(1, 2) == 3

class TestZero:
    @pytest.mark.parametrize("each", [1, 2])
    def test_zero(self, each):
        assert add(each, 0) == each

@pytest.mark.skip
def test_lazy():
    pass

@pytest.mark.xfail
def test_known():
    assert False

@pytest.fixture
def broken():
    raise RuntimeError("no fixture")

def test_broken(broken):
    pass
`;
  const folders = [folder ?? ""];

  test.each([undefined, "pytest -q", "python3 -m pytest -q tests/test_sums.py"])(
    "`%s` is told by name",
    async (verify) => {
      const root = project({
        "sums.py": sums,
        "tests/test_sums.py": tests,
        "pytest.ini": "[pytest]\npythonpath = .\n",
      });
      const run = await check(root, verify, folders);
      expect(run.check.runner).toBe("pytest");
      expect(told(run)).toEqual({
        "tests/test_sums.py > test_adds": "failed",
        "tests/test_sums.py > TestZero > test_zero[1]": "passed",
        "tests/test_sums.py > TestZero > test_zero[2]": "passed",
        "tests/test_sums.py > test_lazy": "skipped",
        "tests/test_sums.py > test_known": "skipped",
        "tests/test_sums.py > test_broken": "failed",
      });
      expect(run).toMatchObject({ exit: 1, ended: true });
      expect(run.tests.find(({ name }) => name.endsWith("adds"))).toMatchObject({
        location: { file: "tests/test_sums.py", line: 5 },
      });
    },
  );

  test("a test file that does not load is a failed test", async () => {
    const root = project({ "sums.py": "def add(:\n", "test_sums.py": tests });
    const run = await check(root, "pytest", folders);
    expect(told(run)).toEqual({ "test_sums.py": "failed" });
  });

  test("an early exit in the source is not an end", async () => {
    const root = project({ "sums.py": "import os\nos._exit(0)", "test_sums.py": tests });
    const run = await check(root, "python3 -m pytest", folders);
    expect(run).toMatchObject({ exit: 0, ended: false, tests: [] });
    expect(run.trouble).toContain("os._exit was called in sums.py:2");
  });

  test("a run that a test starts goes its way and is no part of the report", async () => {
    const inner = "def test_inner():\n    pass\n";
    const outer = `import subprocess, sys
def test_outer():
    assert subprocess.run([sys.executable, "-m", "pytest", "-q", "inner.py"]).returncode == 0
`;
    const run = await check(
      project({ "inner.py": inner, "test_outer.py": outer }),
      "pytest test_outer.py",
      folders,
    );
    expect(told(run)).toEqual({ "test_outer.py > test_outer": "passed" });
  });
});

test("Python runners side by side are all told", async () => {
  const text = "import unittest\nclass One(unittest.TestCase):\n    def test(self): pass\n";
  const root = project({ "test_a.py": text, "test_b.py": text });
  const run = await check(root, "python3 -m unittest test_a & python3 -m unittest test_b; wait");
  expect(told(run)).toEqual({ "test_a.py > One > test": "passed", "test_b.py > One > test": "passed" });
  expect(run).toMatchObject({ exit: 0, ended: true });
});
