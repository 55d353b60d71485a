"""Are poses sound, and how far are two of them apart?"""
