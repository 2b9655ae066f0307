HOT = "var(--hot)"
