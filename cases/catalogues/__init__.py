"""The law as versioned data: TOML files beside their readers, each row with its rule, article and days of validity."""

from cases.catalogues.tables import UnknownCode

__all__ = ["UnknownCode"]
