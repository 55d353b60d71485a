"""How do objects of other packages become structures, and structures theirs?"""
