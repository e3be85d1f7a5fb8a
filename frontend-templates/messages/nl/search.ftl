search-label = Zoek een petitie
search-button = Zoeken
