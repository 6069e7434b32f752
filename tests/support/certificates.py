# SPDX-License-Identifier: Apache-2.0
"""Certificates of the tests' own."""

import pathlib
import subprocess
import tempfile


def openssl(folder, *words):
    subprocess.run(["openssl", *words], cwd=folder, check=True, capture_output=True)


def make_authority(folder, name):
    openssl(
        folder, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", f"/CN={name}", "-keyout", f"{name}.key", "-out", f"{name}.crt",
    )


def make_certificates():
    """An authority, the certificate of 127.0.0.1 that it signed, and another authority."""
    folder = pathlib.Path(tempfile.mkdtemp(prefix="ecommerce-tls-"))
    folder.chmod(0o755)
    make_authority(folder, "ca")
    make_authority(folder, "stranger")
    (folder / "names").write_text("subjectAltName=IP:127.0.0.1\n", encoding="ascii")
    openssl(
        folder, "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes",
        "-subj", "/CN=server", "-keyout", "server.key", "-out", "server.csr",
    )
    openssl(
        folder, "x509", "-req", "-in", "server.csr", "-CA", "ca.crt", "-CAkey", "ca.key", "-CAcreateserial",
        "-days", "2", "-extfile", "names", "-out", "server.crt",
    )
    return folder
