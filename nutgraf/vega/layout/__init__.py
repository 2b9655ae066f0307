"""How a chart fits its room: `fitting` for single views, `composing` for several, `crowding` where names are many."""
