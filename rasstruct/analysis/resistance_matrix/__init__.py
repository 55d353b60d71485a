"""Which mutations disturb which inhibitors, over all copies and complexes?"""
