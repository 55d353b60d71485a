"""How do the bytes of a structure file become atoms and metadata?"""
