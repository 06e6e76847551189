"""Who is connected with whom: the table verbinding as a network, its verkokering, and the links worth making."""
