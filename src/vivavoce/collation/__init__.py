"""Accounts laid side by side: what differs, what is the same, whether a quotation is as printed."""
