"""What people type about programmes: checked here, written by actions."""
