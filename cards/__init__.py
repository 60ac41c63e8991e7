"""What people see in Teams."""
