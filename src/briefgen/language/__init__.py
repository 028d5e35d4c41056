"""Language: everything that a reader reads and that depends on the locale.

A locale is two files, `locales/<tag>.toml` (rules) and `locales/<tag>.po` (messages); this package is handed their texts
and opens no file. It is the only one that imports babel. A locale is always given and nothing falls back to another.
"""
