"""How fast print files are made, beside what the machine can do at all and what browsers and ImageMagick need."""
