"""Where evidence lies: a local folder, or an S3-compatible store."""

from pathlib import Path
from typing import Any

import environ

env = environ.Env()


def evidence_store(data_dir: Path) -> dict[str, Any]:
    """The entry of ``STORAGES``: a bucket where EVIDENCE_BUCKET names one, else a folder of ours."""
    bucket = env.str("EVIDENCE_BUCKET", default="")
    if not bucket:
        return {
            "BACKEND": "ledger.storage.DurableFolder",
            "OPTIONS": {
                "location": data_dir / "evidence",
                "file_permissions_mode": 0o600,
                "directory_permissions_mode": 0o700,
            },
        }
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": bucket,
            "endpoint_url": env.str("EVIDENCE_ENDPOINT", default=None),
            "region_name": env.str("EVIDENCE_REGION", default=None),
            "access_key": env.str("EVIDENCE_ACCESS_KEY", default=None),
            "secret_key": env.str("EVIDENCE_SECRET_KEY", default=None),
            "file_overwrite": False,
            "querystring_auth": True,
            "signature_version": "s3v4",
        },
    }
