"""The smallest capability: on Thursdays everybody is asked to tea. It is nowhere but here.

It has what most have: a table with a person in it, a button, a word, a message, a ritual.
"""
