"""Open Referral (HSDS 3.0) in and out: the exchange format of social guides for organisations, services and places."""
