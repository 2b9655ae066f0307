"""Large frames, aggregated before they are drawn: `reducing` begins, the others work out what Vega would."""
