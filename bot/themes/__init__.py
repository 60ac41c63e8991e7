"""Themes (*sujets*): one problem that several say, each in their own words."""
