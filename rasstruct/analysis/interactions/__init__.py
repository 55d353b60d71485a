"""Which typed interactions does a ligand make with what surrounds it?"""
