"""What leaves the app: tables for people and for machines."""
