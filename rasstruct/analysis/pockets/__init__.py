"""Which pockets has a RAS chain, how large are they, and what sits in them?"""
