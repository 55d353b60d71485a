"""How does an entry come from a server, and where is it kept?"""
