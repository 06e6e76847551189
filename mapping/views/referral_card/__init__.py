"""The verwijskaart on the screen: who to call for someone, under which rules, and what is just outside."""
