search-label = Search petitions
search-button = Search
