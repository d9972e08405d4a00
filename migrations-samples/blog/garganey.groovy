// Without --env: an SQLite file, for a laptop.
database 'jdbc:sqlite:blog.db'

environments {
    // --env postgresql: the same history on a server. The password comes from ~/.pgpass, or from GARGANEY_PASSWORD.
    postgresql {
        database env('BLOG_URL', 'jdbc:postgresql://localhost/blog')
    }
    // --env prod: as before, but what destroys data wants a word from a person.
    prod {
        database env('BLOG_URL', 'jdbc:postgresql://localhost/blog')
        confirm byName
    }
}
