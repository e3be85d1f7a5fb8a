instrument-petition = Petitie
instrument-citizens-initiative = Burgerinitiatief
instrument-uk-petition = Petitie aan het Britse parlement
