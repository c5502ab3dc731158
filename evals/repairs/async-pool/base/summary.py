def summary(results):
    failed = [result for result in results if isinstance(result, Exception)]
    return f"{len(results) - len(failed)} ok, {len(failed)} failed"
