"""Articles that more than one test ingests."""

FERRY = "The ferry sails\n\nThe ferry will sail every hour until the end of the summer, the harbour office said."
