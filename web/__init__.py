"""What a browser or a program talks to: the page, the HTTP contract, and the guard around both."""
