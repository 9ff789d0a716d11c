"""What the cross-encoder has learned besides: which sentences of the right passage answer nothing."""
