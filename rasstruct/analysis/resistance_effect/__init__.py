"""What do the measurements of a substitution mean for a bound inhibitor?"""
