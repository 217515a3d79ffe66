"""What can be read: documents, the editions they come from, and the shelf they stand on."""
