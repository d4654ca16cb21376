#!/usr/bin/env python3
"""Writes days.txt, the national public holidays of every country the `holidays` package knows.

    pip install holidays==0.109 && python3 generate.py > days.txt

One line a country and year: ISO 3166 alpha-2, year, then MMDD of each national day off. Regional
days are left out on purpose: a contact's region is rarely known. Years 2024 to 2035.
Source: PyPI `holidays` (MIT). Movable Islamic days are estimates there, as everywhere.
"""
import holidays

FIRST, LAST = 2024, 2035
for code in sorted(c for c in holidays.list_supported_countries() if len(c) == 2):
    for year in range(FIRST, LAST + 1):
        days = sorted(d for d in holidays.country_holidays(code, years=year) if d.year == year)
        if days:
            print(code, year, *(d.strftime("%m%d") for d in days))
