database 'jdbc:sqlite:command-history.db'
