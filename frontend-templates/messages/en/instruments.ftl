instrument-petition = Petition
instrument-citizens-initiative = Citizens’ initiative
instrument-uk-petition = Petition to the UK Parliament
