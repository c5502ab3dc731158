/** What pytest is given besides: the same signed report, and a stop for neighbours that never end. */

/** `tackle_pytest.py`: a pytest plugin. Workers of xdist report through their controller. */
export const pytestPlugin = String.raw`import os
import pytest, tackle_report

# A run that a test of the check started is no part of the report.
nested = os.environ.get("TACKLE_TOP", str(os.getpid())) != str(os.getpid())
report = None if nested or os.environ.get("PYTEST_XDIST_WORKER") else tackle_report.Report()
results = {}
base = [os.getcwd()]

def pytest_configure(config):
    base[0] = str(getattr(config, "rootpath", None) or config.rootdir)

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_call(item):
    work = getattr(item, "obj", None)
    if "__near" in item.name and work:
        item.obj = lambda **given: tackle_report.spared(item.name, lambda: work(**given))

def keep(nodeid, state, longrepr):
    crash = getattr(longrepr, "reprcrash", None)
    message = getattr(crash, "message", None) or (str(longrepr) if longrepr else None)
    place = "%s:%s:\n" % (crash.path, crash.lineno) if crash else ""
    results[nodeid] = (state, message, place + str(longrepr) if longrepr else None)

def pytest_runtest_logreport(report):
    before = results.get(report.nodeid, ("none",))[0]
    if report.outcome == "failed":
        keep(report.nodeid, "failed", report.longrepr)
    elif report.outcome == "skipped" and before != "failed":
        keep(report.nodeid, "skipped", None)
    elif report.when == "call" and before != "failed":
        keep(report.nodeid, "skipped" if hasattr(report, "wasxfail") else "passed", None)

def pytest_collectreport(report):
    if report.outcome == "failed":
        keep(report.nodeid, "failed", report.longrepr)

def pytest_sessionfinish(session, exitstatus):
    if report is None:
        return
    for nodeid, (state, message, stack) in results.items():
        parts = nodeid.split("::")
        report.test(os.path.join(base[0], parts[0]), parts[1:], state, message, stack if state == "failed" else None)
    report.end()
`;
