place-area = Area
place-elsewhere = Elsewhere in the Netherlands
place-unknown = Place unknown
place-abroad = Abroad
place-paper = On paper
place-remainder = Not assigned
