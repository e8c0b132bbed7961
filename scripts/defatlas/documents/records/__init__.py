"""Bibliographic records with abstracts, from the exports of databases and reference managers."""
