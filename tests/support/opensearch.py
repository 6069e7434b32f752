# SPDX-License-Identifier: Apache-2.0
"""OpenSearch: the node that is there for all tests, or one of this process's own."""

import atexit
import functools
import os
import pathlib
import subprocess
import tempfile
import uuid

from tests.support.servers import ROOT

TOOL = str(ROOT / "tools" / "opensearch" / "node")


@functools.cache
def address():
    if "TEST_OPENSEARCH" in os.environ:
        return os.environ["TEST_OPENSEARCH"]
    memory = pathlib.Path("/dev/shm")  # it syncs its files all the time, and there that costs nothing
    folder = tempfile.mkdtemp(prefix="ecommerce-node-", dir=memory if os.access(memory, os.W_OK) else None)
    atexit.register(subprocess.run, [TOOL, "remove", folder], check=False)
    return subprocess.run([TOOL, "start", folder], capture_output=True, text=True, check=True).stdout.strip()


def settings():
    """With names of indices that nobody else has."""
    own = {"addresses": [address()], "index_prefix": "e2e-" + uuid.uuid4().hex[:12], "replicas": 0}
    return {"search": {"engine": "opensearch", "opensearch": own}}
