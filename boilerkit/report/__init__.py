"""What a person gets to see: pages with their cuts marked, the rules' pages, a run's progress and summary."""
