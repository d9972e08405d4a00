// Where the database is. The file is made by the first apply.
database 'jdbc:sqlite:quickstart.db'
