"""Page → findings: the rules, one module a category, and what finds them."""
