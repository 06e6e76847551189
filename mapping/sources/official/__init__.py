"""Official sources asked over the internet: PDOK, CBS and RIVM, each in the format that it documents."""
