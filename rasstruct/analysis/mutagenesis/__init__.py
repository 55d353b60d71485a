"""What does a substitution do to a RAS chain and to what is bound to it?"""
