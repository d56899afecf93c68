"""What is done for the strategy: activities, local plans, and the region's plan for the year."""
