"""What every layer may use and what knows no domain: errors, references, the clock, signing, guarded HTTP."""
