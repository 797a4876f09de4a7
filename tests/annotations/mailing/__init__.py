"""Mail about what people were told: one for each person and period, once, to whom it belongs."""
