"""Which molecules are alike?"""
