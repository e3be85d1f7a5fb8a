DROP INDEX inputs_placed;
