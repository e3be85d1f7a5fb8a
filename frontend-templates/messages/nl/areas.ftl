place-area = Gebied
place-elsewhere = Elders in Nederland
place-unknown = Plaats onbekend
place-abroad = Buitenland
place-paper = Op papier
place-remainder = Niet verdeeld
