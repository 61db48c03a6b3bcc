"""The suppliers' own pages: what there is to make, its artwork, labels, stock, and whether messages get through."""
