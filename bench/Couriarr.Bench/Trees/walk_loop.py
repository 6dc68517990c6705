"""The comparison of two trees as one would write it in Python: os.walk, a dictionary for each. Says how long it took and what differs."""

import json
import os
import sys
import time


def listing(root):
    files = {}
    cut = len(root) + 1
    for folder, _, names in os.walk(root):
        for name in names:
            path = os.path.join(folder, name)
            files[path[cut:]] = os.lstat(path).st_size
    return files


started = time.perf_counter()
source, destination = listing(sys.argv[1]), listing(sys.argv[2])
missing = [path for path in source if path not in destination]
extra = [path for path in destination if path not in source]
other = [path for path in source if path in destination and source[path] != destination[path]]
took = time.perf_counter() - started
print(json.dumps({"took": took * 1000, "missing": len(missing), "differences": len(missing) + len(extra) + len(other)}))
