"""Pages beside the inbox: how somebody wants to be told, and what could not be delivered."""
