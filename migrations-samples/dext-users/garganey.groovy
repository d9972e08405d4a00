database 'jdbc:sqlite:dext-users.db'
