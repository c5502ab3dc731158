def summary(pages):
    return ", ".join(f"{address}: {len(text)}" for address, text in sorted(pages.items()))
